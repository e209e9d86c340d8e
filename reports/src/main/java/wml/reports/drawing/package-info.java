/** Pictures as lists of marks, and their writers: PNG, SVG, PDF and TikZ. */
@NullMarked
package wml.reports.drawing;

import org.jspecify.annotations.NullMarked;
