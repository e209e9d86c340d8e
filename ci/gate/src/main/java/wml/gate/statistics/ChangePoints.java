package wml.gate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import wml.api.random.RandomStream;

/**
 * Where the level of a history changed, such as the ratios of commits to a pinned reference.
 *
 * <p>E-divisive finds the place; whether it is a change, it asks a random order of the values.
 * Neighbours in a history resemble each other without any change (the machine is the same for a
 * while), so that nearly every history would have one. Here the shocks of an AR(1) series are drawn
 * in a random order instead, and the place is judged by its jump in standard errors of such a
 * series: what is asked is whether histories that resemble themselves as much have one as great.
 */
public final class ChangePoints {
  /** Of any change in a series without one; the fit of the noise has errors of its own. */
  private static final double ALPHA = 0.03;

  private static final int DRAWN = 399;

  /** Values around the best split among which the greatest jump is sought. */
  private static final int NEAR = 3;

  private ChangePoints() {}

  /**
   * All changes, in the order of the series; the same for the same series.
   *
   * @param series finite values, the oldest first
   */
  public static List<Change> of(double[] series) {
    RandomStream random = new RandomStream(series.length);
    List<Integer> splits = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    Jump jump = jump(series, splits);
    while (jump.errors > 0) {
      double p = p(series, splits, jump, random);
      if (p > ALPHA) {
        break;
      }
      int at = -1 - Collections.binarySearch(splits, jump.index);
      splits.add(at, jump.index);
      levels.add(at, p);
      jump = jump(series, splits);
    }
    return changes(series, splits, levels);
  }

  /**
   * One more change.
   *
   * @param errors its size in standard errors; 0 if there is no room for one
   */
  private record Jump(int index, double errors) {}

  private static Jump jump(double[] series, List<Integer> splits) {
    EDivisive split = EDivisive.best(series, splits);
    if (split.distance() <= 0) {
      return new Jump(0, 0);
    }
    Levels levels = new Levels(series, with(splits, split.index()));
    int from = 0;
    int to = series.length;
    for (int at : splits) {
      from = at <= split.index() ? at : from;
      to = at > split.index() ? Math.min(to, at) : to;
    }
    Jump best = new Jump(split.index(), 0);
    int last = Math.min(to - EDivisive.FEWEST, split.index() + NEAR);
    for (int i = Math.max(from + EDivisive.FEWEST, split.index() - NEAR); i <= last; i++) {
      double errors = levels.jump(series, from, to, i);
      best = errors > best.errors ? new Jump(i, errors) : best;
    }
    return best;
  }

  private static List<Integer> with(List<Integer> splits, int one) {
    List<Integer> more = new ArrayList<>(splits);
    more.add(one);
    Collections.sort(more);
    return more;
  }

  /** How likely a series without one more change has as great a jump. */
  private static double p(double[] series, List<Integer> splits, Jump jump, RandomStream random) {
    Levels levels = new Levels(series, with(splits, jump.index));
    int asGreat = 1;
    for (int i = 0; i < DRAWN; i++) {
      asGreat += jump(levels.unchanged(random), splits).errors >= jump.errors ? 1 : 0;
    }
    return asGreat / (DRAWN + 1.0);
  }

  private static List<Change> changes(double[] series, List<Integer> splits, List<Double> levels) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      int at = splits.get(i);
      int from = i == 0 ? 0 : splits.get(i - 1);
      int to = i == splits.size() - 1 ? series.length : splits.get(i + 1);
      changes.add(new Change(at, median(series, from, at), median(series, at, to), levels.get(i)));
    }
    return changes;
  }

  private static double median(double[] series, int from, int to) {
    double[] part = Arrays.copyOfRange(series, from, to);
    Arrays.sort(part);
    return (part[(part.length - 1) / 2] + part[part.length / 2]) / 2;
  }
}
