package wml.reports.surface;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import wml.reports.figure.Estimate;

/**
 * The difference of B from A, cell by cell, as a fraction of A; only cells that both have.
 *
 * @param change whose median is the difference, and whose interval is the widest that both allow
 */
record Delta(Grid a, Grid b, Grid change) {
  /** Of the same flowop in two results. */
  static Delta of(Grid a, Grid b) {
    if (!a.x().name().equals(b.x().name()) || !a.y().name().equals(b.y().name())) {
      throw new IllegalArgumentException(
          "the results have different axes: %s and %s, %s and %s"
              .formatted(a.x().name(), a.y().name(), b.x().name(), b.y().name()));
    }
    Map<Double, Map<Double, Estimate>> cells = new HashMap<>();
    for (double x : a.xs()) {
      for (double y : a.ys()) {
        Estimate before = a.at(x, y);
        Estimate after = b.at(x, y);
        if (before.isKnown() && after.isKnown() && before.median() > 0) {
          cells.computeIfAbsent(x, k -> new HashMap<>()).put(y, change(before, after));
        }
      }
    }
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("the results have no cell in common");
    }
    return new Delta(a, b, Grid.of(a.name(), a.x(), a.y(), a.metric(), cells));
  }

  private static Estimate change(Estimate a, Estimate b) {
    boolean sure = a.hasInterval() && b.hasInterval();
    return new Estimate(
        Math.min(a.n(), b.n()),
        b.median() / a.median() - 1,
        sure ? b.low() / a.high() - 1 : Double.NaN,
        sure ? b.high() / a.low() - 1 : Double.NaN);
  }

  /** Both intervals are known and don't overlap. */
  static boolean isSignificant(Estimate change) {
    return change.hasInterval() && (change.low() > 0 || change.high() < 0);
  }

  /** How far the colours reach on either side: the greatest significant change, at least 10 %. */
  static double reach(List<Delta> deltas) {
    return deltas.stream()
        .flatMap(d -> d.change.cells().values().stream())
        .flatMap(c -> c.values().stream())
        .filter(Delta::isSignificant)
        .mapToDouble(c -> Math.abs(c.median()))
        .max()
        .orElse(0.1);
  }

  static String percent(Estimate change) {
    double percent = change.median() * 100;
    return Math.abs(percent) < 0.5
        ? "0"
        : String.format(Locale.ROOT, Math.abs(percent) < 9.95 ? "%+.1f" : "%+.0f", percent);
  }

  /** Of the side that has fewer, cell by cell. */
  LongStream samples() {
    return change.cells().values().stream()
        .flatMap(c -> c.values().stream())
        .mapToLong(Estimate::n);
  }

  long significant() {
    return change.cells().values().stream()
        .flatMap(c -> c.values().stream())
        .filter(Delta::isSignificant)
        .count();
  }
}
