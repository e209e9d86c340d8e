/** The commands {@code wml gate} and {@code wml trend}. */
@NullMarked
package wml.gate.command;

import org.jspecify.annotations.NullMarked;
