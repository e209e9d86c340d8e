/** The kernel's calls that a server of a local directory needs. */
@NullMarked
package wml.targets.nfs.linux;

import org.jspecify.annotations.NullMarked;
