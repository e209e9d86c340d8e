/** Messages of NFS (RFC 1813, 8881, 7862) in XDR. No I/O. */
@NullMarked
package wml.targets.nfs.protocol;

import org.jspecify.annotations.NullMarked;
