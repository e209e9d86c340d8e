package wml.reports.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Pen;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/** Ratios to a reference in the order of results, their level, and where it changed. */
public final class TrendChart {
  /** More would cover each other and the levels. */
  private static final int MOST_SYMBOLS = 100;

  private TrendChart() {}

  /**
   * A result.
   *
   * @param label such as its commit or its date
   * @param level of its stretch between two changes
   */
  public record Point(String label, double ratio, double level) {}

  /**
   * Where the level changed.
   *
   * @param at index of the first point of the new level
   * @param text such as {@code 1f2e3d4 +5.1 %}
   * @param worse whether it is a change for the worse
   */
  public record Change(int at, String text, boolean worse) {}

  /**
   * Of some results.
   *
   * @param axis title of the y axis
   * @param meaning for the caption
   */
  public static Figure of(
      String name,
      String title,
      @Nullable String given,
      String axis,
      String meaning,
      List<Point> points,
      List<Change> changes) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: there are no results");
    }
    double least = 1;
    double most = 1;
    List<Series.Point> ratios = new ArrayList<>();
    List<Series.Point> levels = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      least = Math.min(least, Math.min(p.ratio(), p.level()));
      most = Math.max(most, Math.max(p.ratio(), p.level()));
      int here = i;
      boolean first = changes.stream().anyMatch(c -> c.at() == here);
      if (first) {
        // The level changes between two results.
        levels.add(new Series.Point(i - 0.5, Estimate.NONE, false));
      }
      ratios.add(Series.Point.of(i, p.ratio()));
      levels.add(Series.Point.of(first || i == 0 ? i - 0.5 : i, p.level()));
      boolean last = i + 1 == points.size() || changes.stream().anyMatch(c -> c.at() == here + 1);
      if (last) {
        levels.add(Series.Point.of(i + 0.5, p.level()));
      }
      rows.add(List.of((long) i, p.label(), p.ratio(), p.level(), first ? 1L : 0L));
      places.add((double) i);
      labels.add(p.label());
    }
    Scale.Linear across = new Scale.Linear(-0.7, Math.max(1, points.size() - 1) + 0.7, false);
    Axis x = Axis.at(across, places, labels, "results, the newest last");
    Axis y = Axis.linear(Scale.Linear.around(least, most, Unit.COUNT), Unit.COUNT, axis);
    List<Lane.Note> notes =
        changes.stream()
            .map(
                c ->
                    new Lane.Note(
                        x.place(c.at() - 0.5),
                        c.text(),
                        Pen.of(c.worse() ? Colors.series(1) : Colors.series(0), 0.9)
                            .dashed(3.0, 2.0)))
            .toList();
    ChartText text = ChartText.of(name, title, given, meaning);
    Gnuplot script =
        new Gnuplot(text, x.title(), y.title())
            .set("xtics noenhanced rotate")
            .plot("using 1:3:xticlabels(strcol(2)) with points pt 7 title 'result'")
            .plot("using 1:4 with steps title 'level'");
    return new XyChart(
        text,
        x,
        y,
        List.of(
            new Series(
                "reference",
                Series.Form.REFERENCE,
                List.of(Series.Point.of(across.low(), 1), Series.Point.of(across.high(), 1))),
            new Series(
                "result",
                points.size() > MOST_SYMBOLS ? Series.Form.LINE : Series.Form.POINTS,
                ratios),
            new Series("level", Series.Form.LINE, levels)),
        notes.isEmpty() ? List.of() : List.of(new Lane.Callouts(notes)),
        new Table(List.of("result", "label", "ratio", "level", "change"), rows),
        script);
  }
}
