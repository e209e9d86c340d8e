package wml.cli.auto;

import java.util.Arrays;
import java.util.stream.LongStream;
import wml.api.measure.LatencyHistogram;
import wml.api.measure.MedianInterval;

/**
 * How long the passes of one test took in one cell, in all rounds, rising.
 *
 * <p>The median stands for the cell, because a pass that was disturbed says nothing about the
 * storage. Its 95 % interval are two of the passes themselves (order statistics): that supposes
 * nothing about how times are spread. The unit is the pass, on a file that was created for it, not
 * the round: of small files a round holds many, and rounds lie apart, so that the passes of several
 * rounds hold the drift of the machine too.
 */
final class PassTimes {
  static final PassTimes NONE = new PassTimes();

  private final long[] nanos;

  /**
   * @param nanos rising
   */
  PassTimes(long... nanos) {
    this.nanos = nanos;
  }

  /** In their order. */
  LongStream nanos() {
    return LongStream.of(nanos);
  }

  /** Within the 0.8 % of the histogram. */
  static PassTimes of(LatencyHistogram histogram) {
    long[] all = new long[(int) histogram.count()];
    int[] at = {0};
    histogram.forEachBucket(
        (lower, width, count) -> {
          long middle = Math.clamp(lower + width / 2, histogram.minNanos(), histogram.maxNanos());
          Arrays.fill(all, at[0], at[0] + (int) count, middle);
          at[0] += (int) count;
        });
    return new PassTimes(all);
  }

  PassTimes and(PassTimes other) {
    long[] all = Arrays.copyOf(nanos, nanos.length + other.nanos.length);
    System.arraycopy(other.nanos, 0, all, nanos.length, other.nanos.length);
    Arrays.sort(all);
    return new PassTimes(all);
  }

  int count() {
    return nanos.length;
  }

  /** Of an even number, the mean of the middle two. */
  double median() {
    int middle = nanos.length / 2;
    return nanos.length % 2 == 1 ? nanos[middle] : (nanos[middle - 1] + (double) nanos[middle]) / 2;
  }

  long low() {
    return nanos[(int) MedianInterval.outside(nanos.length)];
  }

  long high() {
    return nanos[nanos.length - 1 - (int) MedianInterval.outside(nanos.length)];
  }

  /** Half of the interval as a fraction of the median; infinite if there is none. */
  double relative() {
    return nanos.length < MedianInterval.FEWEST
        ? Double.POSITIVE_INFINITY
        : (high() - low()) / 2.0 / Math.max(1, median());
  }
}
