/** A run's intervals and histograms as files for other tools. */
@NullMarked
package wml.reports.series;

import org.jspecify.annotations.NullMarked;
