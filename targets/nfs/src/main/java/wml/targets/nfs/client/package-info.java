/** An NFS client in user space: no mount, no page cache. */
@NullMarked
package wml.targets.nfs.client;

import org.jspecify.annotations.NullMarked;
