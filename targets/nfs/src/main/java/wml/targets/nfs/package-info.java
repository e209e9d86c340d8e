/** NFS in user space: a client that needs no mount, and a server. */
@NullMarked
package wml.targets.nfs;

import org.jspecify.annotations.NullMarked;
