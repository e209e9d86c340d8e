package wml.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import wml.api.random.RandomStream;
import wml.reports.figure.Figure;

/** Charts of changes that are made of ratios, not of results. */
final class ChangeSamples {
  private static final String LONG = "the-checkpointer-of-the-second-database-on-another-machine";

  private ChangeSamples() {}

  static Stream<Named<Figure>> all() {
    List<ShiftChart.Point> usual =
        List.of(
            new ShiftChart.Point(50, 0.99, 0.97, 1.01),
            new ShiftChart.Point(90, 1.01, 0.98, 1.04),
            new ShiftChart.Point(99, 1.062, 1.04, 1.084),
            new ShiftChart.Point(99.9, 1.11, 1.02, 1.21));
    List<ShiftChart.Point> far =
        List.of(
            new ShiftChart.Point(0, 1, Double.NaN, Double.NaN),
            new ShiftChart.Point(50, 12.5, 3, 40),
            new ShiftChart.Point(99.999, 0.4, 0, 0.9));
    return Stream.of(
        Named.of("shift", shift("Shift of latencies", usual)),
        Named.of("shift: one", shift(LONG + " " + LONG, usual.subList(3, 4))),
        Named.of("shift: far", shift("Far", far)),
        Named.of("trend", trend("p99(read)", 60, List.of(20, 45), 7)),
        Named.of("trend: one", trend(LONG, 1, List.of(), 7)),
        Named.of("trend: many changes", trend("many", 300, List.of(10, 12, 15, 100, 298), 40)),
        Named.of("trend: long labels", trend("long", 9, List.of(3, 8), 60)));
  }

  private static Figure shift(String title, List<ShiftChart.Point> points) {
    return ShiftChart.of("shift", title, null, "candidate / baseline", "n = 40 pairs.", points);
  }

  private static Figure trend(String title, int results, List<Integer> changes, int letters) {
    RandomStream random = new RandomStream(results);
    List<TrendChart.Point> points = new ArrayList<>();
    List<TrendChart.Change> notes = new ArrayList<>();
    double level = 1;
    for (int i = 0; i < results; i++) {
      String label = ("%07x".formatted(i * 77_777_777) + LONG).substring(0, letters);
      int at = changes.indexOf(i);
      if (at >= 0) {
        level *= at % 2 == 0 ? 1.06 : 0.96;
        notes.add(new TrendChart.Change(i, label + (at % 2 == 0 ? " +6 %" : " −4 %"), at % 2 == 0));
      }
      points.add(new TrendChart.Point(label, level * (0.99 + 0.02 * random.nextDouble()), level));
    }
    return TrendChart.of(
        "trend", "Trend of " + title, null, "ratio to the reference", "n = 60.", points, notes);
  }
}
