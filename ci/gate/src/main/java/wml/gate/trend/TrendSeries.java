package wml.gate.trend;

import java.util.List;
import wml.gate.statistics.Change;

/**
 * A metric over the results of one subject, as ratios to a reference.
 *
 * @param primary whether an exit code may rest on it
 * @param reference name of the result that the ratios are to; empty of gates, which have a baseline
 * @param points the oldest first
 * @param changes of the level, the oldest first
 */
record TrendSeries(
    TrendResult.Subject subject,
    String metric,
    boolean moreIsBetter,
    boolean primary,
    String reference,
    List<Point> points,
    List<Change> changes) {
  TrendSeries {
    points = List.copyOf(points);
    changes = List.copyOf(changes);
  }

  /** A result's ratio. */
  record Point(TrendResult result, double ratio) {}

  boolean isWorse(Change change) {
    return moreIsBetter ? change.after() < change.before() : change.after() > change.before();
  }

  /** The change before which the level was another one. */
  int age(Change change) {
    return points.size() - change.index();
  }

  /** Whether the newest change is one for the worse, and so new that nobody may have seen it. */
  boolean alarms(int newest) {
    return !changes.isEmpty() && isWorse(changes.getLast()) && age(changes.getLast()) <= newest;
  }

  /** Of a point's stretch between two changes: its median. */
  double level(int point) {
    double level = Double.NaN;
    for (Change change : changes) {
      if (point < change.index()) {
        return Double.isNaN(level) ? change.before() : level;
      }
      level = change.after();
    }
    return Double.isNaN(level) ? median() : level;
  }

  private double median() {
    double[] sorted = points.stream().mapToDouble(Point::ratio).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
