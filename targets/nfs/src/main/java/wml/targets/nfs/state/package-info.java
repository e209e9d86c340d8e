/** What clients of NFS 4 hold of a server: sessions, opens, locks, delegations. */
@NullMarked
package wml.targets.nfs.state;

import org.jspecify.annotations.NullMarked;
