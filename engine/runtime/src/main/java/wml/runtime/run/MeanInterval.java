package wml.runtime.run;

import java.util.Arrays;

/**
 * The mean of a metric over runs that repeat each other, and its 95 % confidence interval by
 * Student's t: runs are taken to vary independently and normally.
 *
 * @param halfWidth of the interval; infinite below 2 runs
 * @param deviation of a run, corrected by n - 1
 */
public record MeanInterval(int runs, double mean, double halfWidth, double deviation) {
  /** Below this many, whether runs vary normally can't be seen, and the interval rests on it. */
  public static final int FEW = 10;

  /** Quantiles of 0.975 by degrees of freedom, from 1. */
  private static final double[] T = {
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
    2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423
  };

  private static final double NORMAL = 1.959963984540054;

  public static MeanInterval of(double[] values) {
    int n = values.length;
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    double half = n < 2 ? Double.POSITIVE_INFINITY : quantile(n - 1) * deviation / Math.sqrt(n);
    return new MeanInterval(n, mean, half, deviation);
  }

  /** The interval's half width as a fraction of the mean. */
  public double relative() {
    return halfWidth == 0 ? 0 : halfWidth / Math.abs(mean);
  }

  /** From 31 on by the expansion around the normal quantile, exact to 4 digits there. */
  static double quantile(int freedom) {
    if (freedom <= T.length) {
      return T[freedom - 1];
    }
    double z = NORMAL;
    double cube = z * z * z;
    return z
        + (cube + z) / (4.0 * freedom)
        + (5 * cube * z * z + 16 * cube + 3 * z) / (96.0 * freedom * freedom);
  }
}
