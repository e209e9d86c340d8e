/** A network between a client and a server that is slower or less reliable than the real one. */
@NullMarked
package wml.targets.wire.relay;

import org.jspecify.annotations.NullMarked;
