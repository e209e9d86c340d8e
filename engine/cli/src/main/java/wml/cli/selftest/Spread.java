package wml.cli.selftest;

import java.util.Arrays;
import java.util.Locale;

/** The middle and the ends of some figures. */
record Spread(double median, double least, double most, int count) {
  static Spread of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1], n);
  }

  /** Half the way from the least to the most, as a share of the median. */
  double relative() {
    return median == 0 ? 0 : (most - least) / 2 / median;
  }

  String ratio() {
    return String.format(Locale.ROOT, "%.2fx (%.2f to %.2f, n=%d)", median, least, most, count);
  }
}
