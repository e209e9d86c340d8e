package wml.gate.trend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.gate.statistics.ChangePoints;

/**
 * How metrics went over the results of a history. Results are in the order in which they began.
 * Gates are points as they are: their ratio to the baseline was measured side by side. Plain
 * results are divided by a reference of the same subject: the oldest, or a chosen one.
 *
 * @param series those with alarms first
 * @param results how many the history has
 */
public record Trend(List<TrendSeries> series, int results, List<String> warnings) {
  /** A change is news for as many results; then it is the level that people live with. */
  public static final int NEWEST = 10;

  /** With fewer results hardly any change can be told from noise. */
  static final int FEW = 10;

  public Trend {
    series = List.copyOf(series);
    warnings = List.copyOf(warnings);
  }

  /** What is compared over time. */
  private record Key(TrendResult.Subject subject, String metric) {}

  /** A value and the result that it is of. */
  private record Measured(TrendResult result, TrendResult.Value value) {}

  /**
   * Of a history's results.
   *
   * @param metrics names; none: all
   * @param reference begin of a result's name; null: the oldest of each subject
   * @throws IllegalArgumentException if there is no such metric or reference
   */
  public static Trend of(
      List<StoredResult> stored, List<String> metrics, @Nullable String reference) {
    List<TrendResult> results =
        stored.stream()
            .map(TrendResult::of)
            .sorted(Comparator.comparing(TrendResult::startedAt).thenComparing(TrendResult::name))
            .toList();
    @Nullable TrendResult pinned = reference == null ? null : pinned(results, reference);
    Map<Key, List<Measured>> groups = new LinkedHashMap<>();
    for (TrendResult result : results) {
      for (TrendResult.Value value : result.values()) {
        groups
            .computeIfAbsent(new Key(result.subject(), value.metric()), k -> new ArrayList<>())
            .add(new Measured(result, value));
      }
    }
    check(groups, metrics);
    List<TrendSeries> series = new ArrayList<>();
    groups.forEach(
        (key, values) -> {
          if (metrics.isEmpty() || metrics.contains(key.metric())) {
            series.add(series(key, values, pinned, !metrics.isEmpty()));
          }
        });
    series.sort(Comparator.comparingInt(s -> s.primary() && s.alarms(NEWEST) ? 0 : 1));
    return new Trend(series, results.size(), warnings(results, pinned));
  }

  /** Whether a change for the worse of a metric that counts is news. */
  public boolean alarms() {
    return series.stream().anyMatch(s -> s.primary() && s.alarms(NEWEST));
  }

  private static TrendResult pinned(List<TrendResult> results, String reference) {
    List<TrendResult> found = results.stream().filter(r -> r.name().startsWith(reference)).toList();
    if (found.size() != 1 || reference.length() < 4) {
      throw new IllegalArgumentException(
          (found.isEmpty() ? "no result's name begins with '%s'" : "'%s' is too short a name")
                  .formatted(reference)
              + "\n"
              + "help: name at least 4 characters of a result, as 'wml trend --json -' lists"
              + " them");
    }
    return found.getFirst();
  }

  private static void check(Map<Key, List<Measured>> groups, List<String> metrics) {
    TreeSet<String> known = new TreeSet<>();
    groups.keySet().forEach(k -> known.add(k.metric()));
    for (String metric : metrics) {
      if (!known.contains(metric)) {
        throw new IllegalArgumentException(
            "no result has the metric '%s'%s\nhelp: there are %s"
                .formatted(metric, Nearest.hint(metric, known), String.join(", ", known)));
      }
    }
  }

  private static TrendSeries series(
      Key key, List<Measured> values, @Nullable TrendResult pinned, boolean chosen) {
    Measured reference =
        values.stream()
            .filter(v -> v.result().equals(pinned))
            .findFirst()
            .orElse(values.getFirst());
    boolean gate = reference.result().isGate();
    double one = gate ? 1 : reference.value().value();
    List<TrendSeries.Point> points =
        values.stream()
            .map(v -> new TrendSeries.Point(v.result(), v.value().value() / one))
            .toList();
    return new TrendSeries(
        key.subject(),
        key.metric(),
        reference.value().moreIsBetter(),
        chosen || reference.value().primary(),
        gate ? "" : reference.result().name(),
        points,
        ChangePoints.of(points.stream().mapToDouble(TrendSeries.Point::ratio).toArray()));
  }

  private static List<String> warnings(List<TrendResult> results, @Nullable TrendResult pinned) {
    List<String> warnings = new ArrayList<>();
    Map<TrendResult.Subject, Integer> subjects = new LinkedHashMap<>();
    results.forEach(r -> subjects.merge(r.subject(), 1, Integer::sum));
    if (subjects.size() > 1) {
      warnings.add(
          "the %d results are of %d subjects, which are not compared with each other: workload,"
                  .formatted(results.size(), subjects.size())
              + " target, machine class or baseline differ");
    }
    if (pinned != null) {
      boolean others = subjects.keySet().stream().anyMatch(s -> !s.equals(pinned.subject()));
      if (pinned.isGate()) {
        warnings.add("the reference is a gate, whose points are ratios to its baseline already");
      } else if (others) {
        warnings.add("what the reference has no value of is relative to its own oldest result");
      }
    }
    return warnings;
  }
}
