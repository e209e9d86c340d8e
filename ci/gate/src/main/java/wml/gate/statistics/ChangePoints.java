package wml.gate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wml.api.random.RandomStream;

/** Where the level of a history changed, such as the ratios of commits to a pinned reference. */
public final class ChangePoints {
  /** How likely a series without a change is said to have one. */
  private static final double ALPHA = 0.05;

  private static final int PERMUTATIONS = 199;

  private ChangePoints() {}

  /**
   * All changes, in the order of the series; the same for the same series.
   *
   * @param series values from the oldest on
   */
  public static List<Change> of(double[] series) {
    List<Integer> splits = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    search(series, 0, series.length, new RandomStream(series.length), splits, levels);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      int from = i == 0 ? 0 : splits.get(i - 1);
      int to = i == splits.size() - 1 ? series.length : splits.get(i + 1);
      changes.add(
          new Change(
              splits.get(i),
              median(series, from, splits.get(i)),
              median(series, splits.get(i), to),
              levels.get(i)));
    }
    return changes;
  }

  private static void search(
      double[] series,
      int from,
      int to,
      RandomStream random,
      List<Integer> splits,
      List<Double> levels) {
    if (to - from < 2 * EDivisive.FEWEST) {
      return;
    }
    double[] part = Arrays.copyOfRange(series, from, to);
    EDivisive.Split split = EDivisive.best(part);
    double p = EDivisive.p(part, PERMUTATIONS, random);
    if (p > ALPHA) {
      return;
    }
    search(series, from, from + split.index(), random, splits, levels);
    splits.add(from + split.index());
    levels.add(p);
    search(series, from + split.index(), to, random, splits, levels);
  }

  private static double median(double[] series, int from, int to) {
    double[] part = Arrays.copyOfRange(series, from, to);
    Arrays.sort(part);
    return (part[(part.length - 1) / 2] + part[part.length / 2]) / 2;
  }
}
