package wml.gate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The split of a series with the greatest energy distance between its sides (Matteson and James, A
 * nonparametric approach for multiple change point analysis of multivariate data, JASA 109, 2014;
 * exponent 1).
 *
 * @param index of the first value behind it
 * @param distance between its sides, times their sizes; negative if there is no room for a split
 */
record EDivisive(int index, double distance) {
  /** Fewer values on a side have no distances between them. */
  static final int FEWEST = 2;

  private static final EDivisive NONE = new EDivisive(0, -1);

  /** The best split of any of the levels. */
  static EDivisive best(double[] series, List<Integer> splits) {
    List<Integer> ends = new ArrayList<>(splits);
    ends.add(series.length);
    Collections.sort(ends);
    EDivisive best = NONE;
    int from = 0;
    for (int to : ends) {
      EDivisive split = best(Arrays.copyOfRange(series, from, to));
      if (split.distance > best.distance) {
        best = new EDivisive(from + split.index, split.distance);
      }
      from = to;
    }
    return best;
  }

  /** In n * n steps. */
  static EDivisive best(double[] values) {
    int n = values.length;
    double left = 0; // sums of distances: in the left side, in the right side, of both
    double right = 0;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        right += Math.abs(values[i] - values[k]);
      }
    }
    double all = right;
    EDivisive best = NONE;
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
          best = new EDivisive(split, distance);
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
}
