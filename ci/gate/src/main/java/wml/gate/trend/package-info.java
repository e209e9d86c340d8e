/** Histories of results: where they are kept, and where they changed. */
@NullMarked
package wml.gate.trend;

import org.jspecify.annotations.NullMarked;
