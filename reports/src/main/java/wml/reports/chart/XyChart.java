package wml.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Pen;
import wml.reports.figure.Style;
import wml.reports.figure.Table;

/** Lines over a common axis: most kinds of charts. What isn't known is a gap. */
record XyChart(
    ChartText text,
    Axis x,
    Axis y,
    List<Series> series,
    List<Lane> lanes,
    Table data,
    Gnuplot gnuplot)
    implements Chart {
  /** Diameter of a point's symbol. */
  static final double SYMBOL = 4.6;

  private static final Pen REFERENCE = Pen.of(0x777777, 0.8).dashed(3.0, 2.0);

  XyChart {
    series = List.copyOf(series);
    lanes = List.copyOf(lanes);
    if (series.stream().flatMap(s -> s.points().stream()).noneMatch(p -> p.y().isKnown())) {
      throw new IllegalArgumentException("nothing to show: no operation was measured");
    }
    if (series.size() > Look.MOST) {
      throw new IllegalArgumentException(
          series.size()
              + " lines can't be told apart; at most "
              + Look.MOST
              + "\nhelp: choose with --flowop, or compare fewer results");
    }
  }

  @Override
  public Drawing draw(Style style) {
    List<Legend.Entry> entries = new ArrayList<>();
    int shown = 0;
    for (Series line : series) {
      boolean symbols = line.form() == Series.Form.POINTS;
      entries.add(
          line.form() == Series.Form.REFERENCE
              ? Legend.Entry.line(line.label(), REFERENCE)
              : Legend.Entry.of(line.label(), Look.of(shown++), symbols));
    }
    if (entries.size() == 1 && text.heading().contains(entries.getFirst().label())) {
      entries.clear();
    }
    return new Frame(style, x, new Side.Values(y))
        .heading(text.heading())
        .lanes(lanes)
        .legend(entries)
        .draw(text.title(), this::content);
  }

  private void content(Plot plot) {
    int shown = 0;
    for (Series line : series) {
      Look look =
          line.form() == Series.Form.REFERENCE
              ? new Look(REFERENCE, Symbol.CIRCLE)
              : Look.of(shown++);
      intervals(plot, line, look);
      double[] xs = places(line, p -> x.place(p.x()));
      double[] ys = places(line, p -> p.y().isKnown() ? y.place(p.y().median()) : Double.NaN);
      if (line.form() == Series.Form.STEPS) {
        plot.steps(xs, ys, look.pen());
      } else {
        plot.line(xs, ys, look.pen());
      }
    }
    shown = 0;
    for (Series line : series) {
      if (line.form() != Series.Form.REFERENCE) {
        symbols(plot, line, Look.of(shown++));
      }
    }
  }

  /** A vertical line through each point that has one, with short ends. */
  private void intervals(Plot plot, Series line, Look look) {
    double cap = 1.8 / plot.area().getWidth();
    Pen pen = Pen.of(Colors.tint(look.pen().rgb(), 0.15), 0.8);
    for (Series.Point point : line.points()) {
      if (point.y().hasInterval()) {
        double at = x.place(point.x());
        double low = y.place(Math.max(point.y().low(), y.scale().low()));
        double high = y.place(point.y().high());
        plot.line(new double[] {at, at}, new double[] {low, high}, pen);
        plot.line(new double[] {at - cap, at + cap}, new double[] {low, low}, pen);
        plot.line(new double[] {at - cap, at + cap}, new double[] {high, high}, pen);
      }
    }
  }

  /** Those of a line that has them, and of points that no line reaches. */
  private void symbols(Plot plot, Series line, Look look) {
    List<Series.Point> known = line.points().stream().filter(p -> p.y().isKnown()).toList();
    if (line.form() != Series.Form.POINTS && known.size() > 1) {
      return;
    }
    for (boolean open : new boolean[] {false, true}) {
      Series some =
          new Series("", line.form(), known.stream().filter(p -> p.open() == open).toList());
      plot.points(
          places(some, p -> x.place(p.x())),
          places(some, p -> y.place(p.y().median())),
          look.symbol(),
          SYMBOL,
          look.pen().rgb(),
          open);
    }
  }

  private static double[] places(Series line, ToDoubleFunction<Series.Point> place) {
    return line.points().stream().mapToDouble(place).toArray();
  }
}
