/** Noise models on which the gate is tried. */
@NullMarked
package wml.gate.simulation;

import org.jspecify.annotations.NullMarked;
