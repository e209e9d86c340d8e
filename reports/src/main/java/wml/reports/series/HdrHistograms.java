package wml.reports.series;

import org.HdrHistogram.Histogram;
import wml.api.measure.LatencyHistogram;

/**
 * Our histograms as HdrHistogram's. Its buckets are narrower than ours (2,048 and 64 in an octave):
 * a value moves to the middle of its bucket and no further, and the least and greatest stay exact.
 */
final class HdrHistograms {
  private static final int SIGNIFICANT_DIGITS = 3;

  private HdrHistograms() {}

  static Histogram of(LatencyHistogram from) {
    Histogram to = new Histogram(SIGNIFICANT_DIGITS);
    to.setAutoResize(true);
    if (from.count() == 0) {
      return to;
    }
    long min = from.minNanos();
    long max = from.maxNanos();
    from.forEachBucket(
        (lower, width, count) -> {
          long rest = count;
          if (min >= lower && min < lower + width) {
            to.recordValue(min);
            rest--;
          }
          if (rest > 0 && max >= lower && (max < lower + width || isLast(lower, width))) {
            to.recordValue(max);
            rest--;
          }
          if (rest > 0) {
            to.recordValueWithCount(Math.clamp(lower + width / 2, min, max), rest);
          }
        });
    return to;
  }

  /** The last bucket also holds what is beyond it. */
  private static boolean isLast(long lower, long width) {
    return Long.bitCount(lower + width) == 1
        && lower + width >= 1L << LatencyHistogram.MAX_VALUE_BITS;
  }
}
