package wml.runtime.steady;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the level of a series changes: the segmentation with the least sum of squares plus a
 * penalty per change, found exactly by PELT (Killick, Fearnhead, Eckley: Optimal detection of
 * changepoints with a linear computational cost, JASA 107, 2012). Linear in time if changes are
 * many, quadratic if there are none.
 *
 * @param indexes first values of all levels but the first, rising
 * @param cost squares and penalties of the best segmentation
 */
record ChangePoints(List<Integer> indexes, double cost) {
  ChangePoints {
    indexes = List.copyOf(indexes);
  }

  /**
   * @param penalty of one change, in squares of the values
   */
  static ChangePoints of(double[] values, double penalty) {
    int n = values.length;
    Sums sums = new Sums(values);
    double[] best = new double[n + 1];
    int[] last = new int[n + 1];
    best[0] = -penalty;
    List<Integer> candidates = new ArrayList<>();
    for (int end = 1; end <= n; end++) {
      candidates.add(end - 1);
      best[end] = Double.POSITIVE_INFINITY;
      for (int begin : candidates) {
        double cost = best[begin] + sums.squares(begin, end) + penalty;
        if (cost < best[end]) {
          best[end] = cost;
          last[end] = begin;
        }
      }
      double bound = best[end];
      int at = end;
      candidates.removeIf(begin -> best[begin] + sums.squares(begin, at) > bound);
    }
    List<Integer> indexes = new ArrayList<>();
    for (int end = n; last[end] > 0; end = last[end]) {
      indexes.addFirst(last[end]);
    }
    return new ChangePoints(indexes, best[n]);
  }

  /** Sums of squares around the mean of any stretch, in constant time. */
  private static final class Sums {
    private final double[] sum;
    private final double[] square;

    Sums(double[] values) {
      sum = new double[values.length + 1];
      square = new double[values.length + 1];
      double centre = SeriesNoise.median(values); // large levels would swallow small squares
      for (int i = 0; i < values.length; i++) {
        double value = values[i] - centre;
        sum[i + 1] = sum[i] + value;
        square[i + 1] = square[i] + value * value;
      }
    }

    double squares(int begin, int end) {
      double total = sum[end] - sum[begin];
      return Math.max(0, square[end] - square[begin] - total * total / (end - begin));
    }
  }
}
