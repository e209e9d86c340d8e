package wml.reports.figure;

import java.util.Arrays;
import wml.api.measure.LatencyHistogram;
import wml.api.measure.MedianInterval;

/**
 * A value and how sure it is.
 *
 * @param n how many samples it rests on
 * @param low lower end of the 95 % interval of the median; NaN: too few samples
 * @param high upper end; NaN: too few samples
 */
public record Estimate(long n, double median, double low, double high) {
  /** Nothing was measured. */
  public static final Estimate NONE = new Estimate(0, Double.NaN, Double.NaN, Double.NaN);

  /**
   * The median of independent samples, with the interval between order statistics (Hahn and Meeker,
   * Statistical Intervals, 5.2): it supposes no distribution.
   */
  public static Estimate of(double... samples) {
    double[] sorted = Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return NONE;
    }
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    if (n < MedianInterval.FEWEST) {
      return new Estimate(n, median, Double.NaN, Double.NaN);
    }
    int outside = (int) MedianInterval.outside(n);
    return new Estimate(n, median, sorted[outside], sorted[n - 1 - outside]);
  }

  /**
   * What a quantity per pass is when each takes as long as the histogram says: {@code amount} over
   * the median time, with its interval.
   *
   * @param amount bytes or operations of one pass
   * @return per second
   */
  public static Estimate perSecond(double amount, LatencyHistogram passes) {
    long n = passes.count();
    if (n == 0) {
      return NONE;
    }
    double median = rate(amount, passes, (n + 1) / 2);
    if (n < MedianInterval.FEWEST) {
      return new Estimate(n, median, Double.NaN, Double.NaN);
    }
    long outside = MedianInterval.outside(n);
    return new Estimate(
        n, median, rate(amount, passes, n - outside), rate(amount, passes, outside + 1));
  }

  /** Half of the interval as a fraction of the median; NaN: not known. */
  public double relativeHalfWidth() {
    return (high - low) / 2 / Math.abs(median);
  }

  public boolean isKnown() {
    return n > 0;
  }

  public boolean hasInterval() {
    return !Double.isNaN(low);
  }

  private static double rate(double amount, LatencyHistogram passes, long rank) {
    return amount
        * 1e9
        / Math.max(1, passes.percentileNanos(100.0 * (double) rank / (double) passes.count()));
  }
}
