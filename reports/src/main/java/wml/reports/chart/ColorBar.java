package wml.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;

/** The colours of a heat map with their values, right of the plot. */
record ColorBar(Axis axis) {
  private static final double WIDTH = 7;
  private static final double GAP = 6;
  private static final int STEPS = 64;

  /** With its labels and its title, upright. */
  double width(Style style, double height) {
    double labels =
        ticks(style, height).stream().mapToDouble(t -> style.measure(t.label())).max().orElse(0);
    return GAP
        + WIDTH
        + 3
        + labels
        + style.line() * (0.3 + FrameText.upright(axis.title(), height, style).size());
  }

  void draw(Sketch sketch, Style style, Rectangle2D plot) {
    double left = plot.getMaxX() + GAP;
    double step = plot.getHeight() / STEPS;
    for (int i = 0; i < STEPS; i++) {
      // A little higher than it is, so that no seam shows.
      double high = i == STEPS - 1 ? step : step + 0.3;
      sketch.rectangle(
          left,
          plot.getMaxY() - i * step - high,
          WIDTH,
          high,
          style.colors().at(i / (STEPS - 1.0)));
    }
    sketch.frame(left, plot.getY(), WIDTH, plot.getHeight(), Pen.of(Colors.INK, 0.5));
    double widest = 0;
    for (Tick tick : ticks(style, plot.getHeight())) {
      double y = plot.getMaxY() - tick.place() * plot.getHeight();
      sketch.line(left + WIDTH, y, left + WIDTH + 2, y, Pen.of(Colors.INK, 0.5));
      sketch.text(
          tick.label(),
          left + WIDTH + 3,
          y + style.face().ascent() * style.text() / 2,
          Anchor.START,
          style.face(),
          style.text(),
          Colors.INK);
      widest = Math.max(widest, style.measure(tick.label()));
    }
    FrameText.upright(
        sketch,
        style,
        FrameText.upright(axis.title(), plot.getHeight(), style),
        left + WIDTH + 3 + widest + style.line(),
        plot);
  }

  private List<Tick> ticks(Style style, double height) {
    return FrameText.apart(axis, height, style, false);
  }
}
