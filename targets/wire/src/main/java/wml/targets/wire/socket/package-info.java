/** Stream sockets of Linux, without a selector between the caller and the call. */
@NullMarked
package wml.targets.wire.socket;

import org.jspecify.annotations.NullMarked;
