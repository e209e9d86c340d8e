/** What a gate found, in the formats of people and of CI systems. */
@NullMarked
package wml.gate.output;

import org.jspecify.annotations.NullMarked;
