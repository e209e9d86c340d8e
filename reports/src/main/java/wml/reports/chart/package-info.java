/** Charts in two dimensions: XChart draws their values, their frames are measured here. */
@NullMarked
package wml.reports.chart;

import org.jspecify.annotations.NullMarked;
