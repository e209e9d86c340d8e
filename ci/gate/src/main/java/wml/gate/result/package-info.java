/** What a gate found, as values. */
@NullMarked
package wml.gate.result;

import org.jspecify.annotations.NullMarked;
