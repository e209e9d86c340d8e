/**
 * Statistics of the gate: rank tests, estimates, boundaries of sequential tests, change points.
 * Pure functions.
 */
@NullMarked
package wml.gate.statistics;

import org.jspecify.annotations.NullMarked;
