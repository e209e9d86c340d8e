package wml.reports.chart;

/**
 * A labelled place of an axis.
 *
 * @param place from 0 to 1
 */
record Tick(double place, String label) {}
