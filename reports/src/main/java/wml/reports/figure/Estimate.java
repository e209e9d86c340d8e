package wml.reports.figure;

import java.util.Arrays;
import wml.api.measure.LatencyHistogram;

/**
 * A value and how sure it is.
 *
 * @param n how many samples it rests on
 * @param low lower end of the 95 % interval of the median; NaN: too few samples
 * @param high upper end; NaN: too few samples
 */
public record Estimate(long n, double median, double low, double high) {
  /** Fewer can't give a 95 % interval of the median: 2 * 0.5^5 is 6 %. */
  public static final int FEWEST = 6;

  /** Two-sided 95 %. */
  private static final double Z = 1.959963984540054;

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
    if (n < FEWEST) {
      return new Estimate(n, median, Double.NaN, Double.NaN);
    }
    long below = below(n);
    return new Estimate(n, median, sorted[(int) below - 1], sorted[(int) (n - below)]);
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
    if (n < FEWEST) {
      return new Estimate(n, median, Double.NaN, Double.NaN);
    }
    long below = below(n);
    return new Estimate(
        n, median, rate(amount, passes, n + 1 - below), rate(amount, passes, below));
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

  /** The rank, from 1, of the interval's lower end; the upper end has the same from above. */
  private static long below(long n) {
    if (n <= 60) {
      double tail = 0;
      double chance = Math.pow(0.5, (double) n);
      long rank = 0;
      // Grows while P(fewer than rank + 1 of n lie below the median) stays within 2.5 %.
      while (tail + chance <= 0.025) {
        tail += chance;
        chance = chance * (double) (n - rank) / (double) (rank + 1);
        rank++;
      }
      return Math.max(1, rank);
    }
    return Math.max(1, (long) Math.floor((double) n / 2.0 - Z * Math.sqrt((double) n) / 2));
  }
}
