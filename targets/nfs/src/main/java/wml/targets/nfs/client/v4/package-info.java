/** A client of NFS 4.1 and 4.2: sessions, open files with state, and getting both back. */
@NullMarked
package wml.targets.nfs.client.v4;

import org.jspecify.annotations.NullMarked;
