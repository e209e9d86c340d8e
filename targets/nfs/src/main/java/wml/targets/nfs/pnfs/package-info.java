/** Files whose data lies on data servers (RFC 8881, chapters 12 and 13; RFC 8435). */
@NullMarked
package wml.targets.nfs.pnfs;

import org.jspecify.annotations.NullMarked;
