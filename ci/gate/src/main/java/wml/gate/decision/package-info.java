/** From paired measurements to verdicts. Pure: no clock, thread, file. */
@NullMarked
package wml.gate.decision;

import org.jspecify.annotations.NullMarked;
