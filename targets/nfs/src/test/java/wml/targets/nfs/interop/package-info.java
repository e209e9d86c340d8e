/** This project's NFS against other programs of this machine. */
@NullMarked
package wml.targets.nfs.interop;

import org.jspecify.annotations.NullMarked;
