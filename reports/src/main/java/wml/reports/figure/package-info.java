/** Figures: what results say, to be drawn at any width and written with their data and caption. */
@NullMarked
package wml.reports.figure;

import org.jspecify.annotations.NullMarked;
