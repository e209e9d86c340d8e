package wml.gate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import wml.api.random.RandomStream;

/**
 * Where the level of a history changed, such as the ratios of commits to a pinned reference.
 *
 * <p>E-divisive finds the places; whether they are changes, it asks a random order of the values.
 * Neighbours in a history resemble each other without any change (the machine is the same for a
 * while), so that nearly every history would have one. Here the shocks of an AR(1) series are drawn
 * in a random order instead, and a place is judged by its jump in standard errors of such a series:
 * what is asked is whether histories that resemble themselves as much have one as great.
 *
 * <p>A change that is taken back looks like resemblance as long as only one of both is known. So
 * two and three places at once are tried where one is none.
 */
public final class ChangePoints {
  /**
   * For one, two and three places at once, how likely they are found in a series without; the
   * figures of the simulation have in them that the fit of the noise has errors of its own.
   */
  private static final List<Double> ALPHAS = List.of(0.0225, 0.00125, 0.00125);

  private static final int DRAWN = 799;

  /** Values around a best split among which the greatest jump is sought. */
  private static final int NEAR = 3;

  private ChangePoints() {}

  /**
   * All changes, in the order of the series; the same for the same series.
   *
   * @param series finite values, the oldest first
   */
  public static List<Change> of(double[] series) {
    RandomStream random = new RandomStream(series.length);
    SortedMap<Integer, Double> found = new TreeMap<>();
    while (more(series, found, random)) {}
    return changes(series, found);
  }

  private static boolean more(
      double[] series, SortedMap<Integer, Double> found, RandomStream random) {
    List<Integer> known = List.copyOf(found.keySet());
    for (int places = 1; places <= ALPHAS.size(); places++) {
      Jumps jumps = Jumps.of(series, known, places);
      if (jumps.indexes.isEmpty()) {
        return false;
      }
      double p = p(series, known, jumps, ALPHAS.get(places - 1), random);
      if (p < 1) {
        jumps.indexes.forEach(index -> found.put(index, p));
        return true;
      }
    }
    return false;
  }

  /**
   * How likely a series without these jumps has as great ones; 1 as soon as it is more than alpha.
   */
  private static double p(
      double[] series, List<Integer> known, Jumps jumps, double alpha, RandomStream random) {
    Levels levels = new Levels(series, with(known, jumps.indexes));
    int asGreat = 1;
    for (int i = 0; i < DRAWN; i++) {
      Jumps drawn = Jumps.of(levels.unchanged(random), known, jumps.indexes.size());
      asGreat += drawn.errors >= jumps.errors ? 1 : 0;
      if (asGreat > alpha * (DRAWN + 1)) {
        return 1;
      }
    }
    return asGreat / (DRAWN + 1.0);
  }

  /**
   * Places of changes besides those known.
   *
   * @param indexes none if there is no room for so many
   * @param errors the least of their sizes, in standard errors
   */
  private record Jumps(List<Integer> indexes, double errors) {
    private static final Jumps NONE = new Jumps(List.of(), 0);

    static Jumps of(double[] series, List<Integer> known, int places) {
      List<Integer> splits = known;
      List<Integer> fresh = new ArrayList<>();
      for (int i = 0; i < places; i++) {
        EDivisive split = EDivisive.best(series, splits);
        if (split.distance() <= 0) {
          return NONE;
        }
        fresh.add(split.index());
        splits = with(splits, List.of(split.index()));
      }
      Levels levels = new Levels(series, splits);
      List<Integer> indexes = new ArrayList<>();
      double least = Double.POSITIVE_INFINITY;
      for (int place : fresh) {
        int at = splits.indexOf(place);
        int from = at == 0 ? 0 : splits.get(at - 1);
        int to = at == splits.size() - 1 ? series.length : splits.get(at + 1);
        int index = place;
        double greatest = 0;
        int last = Math.min(to - EDivisive.FEWEST, place + NEAR);
        for (int i = Math.max(from + EDivisive.FEWEST, place - NEAR); i <= last; i++) {
          double errors = levels.jump(series, from, to, i);
          index = errors > greatest ? i : index;
          greatest = Math.max(greatest, errors);
        }
        indexes.add(index);
        least = Math.min(least, greatest);
      }
      return new Jumps(indexes, least);
    }
  }

  private static List<Integer> with(List<Integer> some, List<Integer> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().sorted().toList();
  }

  private static List<Change> changes(double[] series, SortedMap<Integer, Double> found) {
    List<Integer> ends = new ArrayList<>(found.keySet());
    ends.add(series.length);
    List<Change> changes = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < found.size(); i++) {
      int at = ends.get(i);
      double before = median(series, from, at);
      double after = median(series, at, ends.get(i + 1));
      changes.add(new Change(at, before, after, Objects.requireNonNull(found.get(at))));
      from = at;
    }
    return changes;
  }

  private static double median(double[] series, int from, int to) {
    double[] part = Arrays.copyOfRange(series, from, to);
    Arrays.sort(part);
    return (part[(part.length - 1) / 2] + part[part.length / 2]) / 2;
  }
}
