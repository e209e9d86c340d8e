package wml.gate.statistics;

import java.util.Arrays;
import java.util.List;
import wml.api.random.RandomStream;

/**
 * A series as levels between changes, and noise around them of which each value resembles the one
 * before: AR(1).
 */
final class Levels {
  /** Resemblance beyond is a random walk, in which everything changes. */
  private static final double MOST_RESEMBLANCE = 0.95;

  /** Values before the first one that noise needs to forget where it began. */
  private static final int BEGINNING = 50;

  private final double[] shocks;
  private final double resemblance;

  /**
   * @param splits indexes at which levels begin, but for the first's; rising
   */
  Levels(double[] series, List<Integer> splits) {
    double[] noise = noise(series, splits);
    resemblance = resemblance(noise, splits.size() + 1);
    shocks = new double[noise.length - 1];
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] = noise[i + 1] - resemblance * noise[i];
    }
    double mean = Arrays.stream(shocks).average().orElse(0);
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] -= mean;
    }
  }

  private static double[] noise(double[] series, List<Integer> splits) {
    double[] noise = series.clone();
    for (int level = 0; level <= splits.size(); level++) {
      int from = level == 0 ? 0 : splits.get(level - 1);
      int to = level == splits.size() ? series.length : splits.get(level);
      double mean = Arrays.stream(series, from, to).average().orElse(0);
      for (int i = from; i < to; i++) {
        noise[i] -= mean;
      }
    }
    return noise;
  }

  /**
   * The correlation of neighbours, made good for what each level took from it: 1.75 / n and 4.5 / n
   * of itself. The figures fit simulated series of 30 to 100 values with 0 to 0.9, cut at their
   * best split, to 0.05.
   */
  private static double resemblance(double[] noise, int levels) {
    double squares = 0;
    double products = 0;
    for (int i = 0; i < noise.length; i++) {
      squares += noise[i] * noise[i];
      products += i == 0 ? 0 : noise[i] * noise[i - 1];
    }
    if (squares == 0) {
      return 0;
    }
    double taken = (double) levels / noise.length;
    double kept = Math.max(0.3, 1 - 4.5 * taken);
    return Math.clamp((products / squares + 1.75 * taken) / kept, 0, MOST_RESEMBLANCE);
  }

  double resemblance() {
    return resemblance;
  }

  /**
   * How sure a stretch's level changes at an index: the change in its standard errors, by
   * generalised least squares. It uses what a change is and resemblance is not: one great shock
   * that is not forgotten.
   */
  double jump(double[] series, int from, int to, int at) {
    double kept = 1 - resemblance;
    int n = to - from - 1;
    double steps = 0; // sums over all values less what remains of the ones before
    double stepSquares = 0;
    double values = 0;
    double valueSquares = 0;
    double products = 0;
    for (int i = from + 1; i < to; i++) {
      double step = i < at ? 0 : i == at ? 1 : kept;
      double value = series[i] - resemblance * series[i - 1];
      steps += step;
      stepSquares += step * step;
      values += value;
      valueSquares += value * value;
      products += step * value;
    }
    double spread = stepSquares - steps * steps / n;
    double together = products - steps * values / n;
    double left = valueSquares - values * values / n - together * together / spread;
    if (n < 3 || !(spread > 0)) {
      return 0;
    }
    return Math.abs(together) / Math.sqrt(Math.max(left, 0) / (n - 2) * spread);
  }

  /** A series without changes: the same shocks, drawn in a random order. */
  double[] unchanged(RandomStream random) {
    double[] series = new double[shocks.length + 1];
    double value = 0;
    for (int i = -BEGINNING; i < series.length; i++) {
      value = resemblance * value + shocks[(int) random.nextLong(shocks.length)];
      if (i >= 0) {
        series[i] = value;
      }
    }
    return series;
  }
}
