/** Runs two sides in turns and hands over what each pair measured. */
@NullMarked
package wml.gate.trial;

import org.jspecify.annotations.NullMarked;
