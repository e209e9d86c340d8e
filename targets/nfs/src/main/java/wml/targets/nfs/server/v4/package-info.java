/** NFS 4.1 and 4.2 (RFC 8881, 7862, 8276) over a {@code FileStore}. */
@NullMarked
package wml.targets.nfs.server.v4;

import org.jspecify.annotations.NullMarked;
