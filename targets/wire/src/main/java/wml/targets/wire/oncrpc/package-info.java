/** ONC remote procedure calls, version 2 (RFC 5531), over TCP with record marking. */
@NullMarked
package wml.targets.wire.oncrpc;

import org.jspecify.annotations.NullMarked;
