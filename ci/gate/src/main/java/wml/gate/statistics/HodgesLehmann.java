package wml.gate.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * How much greater the candidate is, as a ratio: the median of the ratios of all pairs of runs of
 * the same block (Hodges and Lehmann, Estimates of location based on rank tests, Ann. Math. Stat.
 * 34, 1963; in blocks as in van Elteren's test). Ratios are compared by their logarithms; nothing
 * to nothing is 1, something to nothing infinite.
 */
public final class HodgesLehmann {
  private final double[] baseline;
  private final double[] candidate;
  private final int pairsPerBlock;
  private final double[] logs;

  /**
   * @param baseline none negative
   * @param candidate none negative
   */
  public HodgesLehmann(double[] baseline, double[] candidate, int pairsPerBlock) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.pairsPerBlock = pairsPerBlock;
    logs = logs();
  }

  private double[] logs() {
    int n = baseline.length;
    double[] below = logarithms(baseline);
    double[] above = logarithms(candidate);
    int count = 0;
    for (int from = 0; from < n; from += pairsPerBlock) {
      int pairs = Math.min(pairsPerBlock, n - from);
      count += pairs * pairs;
    }
    double[] all = new double[count];
    int at = 0;
    for (int from = 0; from < n; from += pairsPerBlock) {
      int to = Math.min(n, from + pairsPerBlock);
      for (int a = from; a < to; a++) {
        for (int b = from; b < to; b++) {
          all[at++] = above[b] == below[a] ? 0 : above[b] - below[a];
        }
      }
    }
    Arrays.sort(all);
    return all;
  }

  private static double[] logarithms(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0)) {
        throw new IllegalArgumentException("a ratio needs values from 0 on: " + values[i]);
      }
      logs[i] = Math.log(values[i]);
    }
    return logs;
  }

  /** The estimate. */
  public double ratio() {
    return Math.exp(median());
  }

  private double median() {
    int n = logs.length;
    double low = logs[(n - 1) / 2];
    double high = logs[n / 2];
    return low == high ? low : (low + high) / 2;
  }

  /** Ratios of baseline to candidate that a test at both ends does not rule out. */
  public record Interval(double low, double high) {}

  /**
   * The ratios that a test does not reject: its inversion.
   *
   * @param outside how unlikely a ratio beyond each end is, such as 0.025
   * @param p of {@link VanElteren}, by runs or by pairs
   */
  public Interval interval(double outside, ToDoubleFunction<VanElteren> p) {
    // The ends are ratios of two runs: only there does the statistic change.
    int n = logs.length;
    int low = first(gap -> p.applyAsDouble(greater(gap)) > outside);
    int high = first(gap -> p.applyAsDouble(less(gap)) <= outside);
    return new Interval(
        low == 0 ? 0 : Math.exp(logs[Math.min(low, n) - 1]),
        high > n ? Double.POSITIVE_INFINITY : Math.exp(logs[Math.max(high, 1) - 1]));
  }

  /** The first gap between two ratios of which it holds; one beyond the last if of none. */
  private int first(IntPredicate holds) {
    int low = 0;
    int high = logs.length + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Asks whether the ratio is greater than one in this gap. */
  private VanElteren greater(int gap) {
    return VanElteren.of(baseline, candidate, between(gap), pairsPerBlock);
  }

  private VanElteren less(int gap) {
    return VanElteren.of(
        /* baseline= */ candidate, /* candidate= */ baseline, 1 / between(gap), pairsPerBlock);
  }

  /** A ratio between those with indexes gap - 1 and gap. */
  private double between(int gap) {
    double below = gap == 0 ? Double.NEGATIVE_INFINITY : logs[gap - 1];
    double above = gap == logs.length ? Double.POSITIVE_INFINITY : logs[gap];
    double limited = Math.clamp(below, -300, 300);
    return Math.exp((limited + Math.clamp(above, -300, 300)) / 2);
  }
}
