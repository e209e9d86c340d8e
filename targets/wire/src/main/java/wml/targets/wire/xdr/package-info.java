/** External data representation (RFC 4506) in memory outside the heap. */
@NullMarked
package wml.targets.wire.xdr;

import org.jspecify.annotations.NullMarked;
