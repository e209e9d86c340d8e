/** Compiles the XDR language (RFC 4506) to Java, at build time. */
@NullMarked
package wml.rpcgen;

import org.jspecify.annotations.NullMarked;
