package wml.reports.html;

import java.util.Arrays;
import wml.api.measure.LatencyHistogram;

/** A histogram as its values at some percentiles. */
final class Curve {
  static final double[] LEVELS = {
    0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.975, 99.99,
    99.995, 99.999, 99.9999, 100
  };

  /** Of more cells a page has only the percentiles of its tables. */
  static final int MOST_CELLS = 800;

  private Curve() {}

  /** Up to the last level that so many values can tell, and their greatest. */
  static double[] of(LatencyHistogram latency) {
    long count = latency.count();
    return Arrays.stream(LEVELS)
        .map(
            level ->
                count == 0 || (level < 100 && count * (1 - level / 100) < 1)
                    ? Double.NaN
                    : latency.percentileNanos(level))
        .toArray();
  }
}
