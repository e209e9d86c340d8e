/** Folders for readers of papers: one whose LaTeX compiles, and one for artifact evaluation. */
@NullMarked
package wml.reports.paper;

import org.jspecify.annotations.NullMarked;
