/** An NFS server over a {@code FileStore}. */
@NullMarked
package wml.targets.nfs.server;

import org.jspecify.annotations.NullMarked;
