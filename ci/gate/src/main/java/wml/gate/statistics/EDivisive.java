package wml.gate.statistics;

import wml.api.random.RandomStream;

/**
 * Where a series changes its distribution: the split of a stretch with the greatest energy distance
 * between its sides, and a permutation test of it (Matteson and James, A nonparametric approach for
 * multiple change point analysis of multivariate data, JASA 109, 2014; exponent 1).
 */
final class EDivisive {
  /** Fewer values on a side of a split have no distribution to speak of. */
  static final int FEWEST = 2;

  private EDivisive() {}

  /**
   * The best split of a stretch.
   *
   * @param index of the first value behind it, in the stretch
   * @param distance between its sides; negative if the stretch is too short for one
   */
  record Split(int index, double distance) {}

  /** In n * n steps. */
  static Split best(double[] values) {
    int n = values.length;
    double all = 0; // sums of distances: in the left side, between both, in the right side
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        all += Math.abs(values[i] - values[k]);
      }
    }
    double left = 0;
    double right = all;
    Split best = new Split(0, -1);
    for (int split = 1; split <= n - FEWEST; split++) {
      double value = values[split - 1];
      for (int i = 0; i < split - 1; i++) {
        left += Math.abs(value - values[i]);
      }
      for (int i = split; i < n; i++) {
        right -= Math.abs(value - values[i]);
      }
      if (split >= FEWEST) {
        double distance = distance(left, all - left - right, right, split, n - split);
        if (distance > best.distance) {
          best = new Split(split, distance);
        }
      }
    }
    return best;
  }

  private static double distance(
      double left, double between, double right, double before, double after) {
    double apart = 2 * between / (before * after);
    double inLeft = 2 * left / (before * (before - 1));
    double inRight = 2 * right / (after * (after - 1));
    return before * after / (before + after) * (apart - inLeft - inRight);
  }

  /** How likely a random order of the values has a split as good as theirs. */
  static double p(double[] values, int permutations, RandomStream random) {
    double observed = best(values).distance;
    double[] shuffled = values.clone();
    int asGood = 1;
    for (int i = 0; i < permutations; i++) {
      for (int k = shuffled.length - 1; k > 0; k--) {
        int other = (int) random.nextLong(k + 1L);
        double value = shuffled[k];
        shuffled[k] = shuffled[other];
        shuffled[other] = value;
      }
      if (best(shuffled).distance >= observed * (1 - 1e-12)) {
        asGood++;
      }
    }
    return asGood / (permutations + 1.0);
  }
}
