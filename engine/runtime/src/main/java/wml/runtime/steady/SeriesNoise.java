package wml.runtime.steady;

import java.util.Arrays;

/**
 * The noise of a series around its levels, estimated from differences of neighbours, so that
 * changes of level and single outliers hardly count.
 *
 * <p>Throughput of neighbouring intervals is correlated: caches fill and drain over several of
 * them. Under an autoregressive model of order 1 the correlation follows from the medians of the
 * differences over one and two steps, and the variance that a mean over many intervals has, the
 * long-run variance, from both (Chakar, Lebarbier, Lévy-Leduc, Robin: A robust approach for
 * estimating change-points in the mean of an AR(1) process, Bernoulli 23(2), 2017).
 *
 * @param correlation of neighbours, 0 to {@link #MOST_CORRELATION}
 * @param longRunVariance what n values' mean varies by, times n
 */
record SeriesNoise(double correlation, double longRunVariance) {
  /** More can't be told from a trend in the tens of intervals that a run has. */
  static final double MOST_CORRELATION = 0.6;

  /** A fraction of the median: whoever looks for changes does not look for smaller ones. */
  private static final double LEAST_DEVIATION = 0.01;

  /** A normal distribution's median absolute deviation, as a fraction of its standard deviation. */
  private static final double MAD_OF_NORMAL = 0.674489750196082;

  static SeriesNoise of(double[] values) {
    double one = medianDifference(values, 1);
    double two = medianDifference(values, 2);
    double correlation =
        one == 0 ? 0 : (two * two) / (one * one) - 1 + 1 / Math.sqrt(values.length);
    correlation = Math.clamp(correlation, 0, MOST_CORRELATION);
    double deviation = one / MAD_OF_NORMAL;
    double free = 1 - correlation;
    double variance = deviation * deviation * (1 + correlation) / (2 * free * free);
    double least = LEAST_DEVIATION * median(values);
    return new SeriesNoise(correlation, Math.max(variance, least * least));
  }

  private static double medianDifference(double[] values, int steps) {
    int n = values.length - steps;
    if (n <= 0) {
      return 0;
    }
    double[] differences = new double[n];
    Arrays.setAll(differences, i -> Math.abs(values[i + steps] - values[i]));
    return median(differences);
  }

  static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The deviation around the median that is robust, as a standard deviation. */
  static double robustDeviation(double[] values) {
    double median = median(values);
    return median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray()) / MAD_OF_NORMAL;
  }
}
