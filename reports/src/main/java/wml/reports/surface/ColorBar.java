package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Unit;

/** What the colours of a figure mean: a bar with ticks at its right and the unit above it. */
record ColorBar(Scale scale, Unit unit, Contours.Shade shade, int bands) {
  private static final double BAR = 7;
  private static final double TICK = 2.5;

  /** What it needs, in points. */
  double width(Style style) {
    double widest = style.measure(title());
    for (double tick : scale.ticks(6)) {
      widest = Math.max(widest, BAR + TICK + 2 + style.measure(label(tick)));
    }
    return Math.ceil(widest) + 2;
  }

  /** Along the right edge of the area; its title is at the top of the area. */
  void paint(Rectangle2D area, Style style, Sketch sketch, Labels labels) {
    double x = area.getMaxX() - width(style);
    double top = area.getY() + style.line() * 1.6;
    double height = area.getMaxY() - style.text() / 2 - top;
    for (int i = 0; i < bands; i++) {
      double y = top + height * (bands - 1 - i) / bands;
      sketch.rectangle(x, y, BAR, height / bands + (i == 0 ? 0 : 0.3), shade.at((i + 0.5) / bands));
    }
    Pen thin = Pen.of(Colors.INK, 0.5);
    sketch.frame(x, top, BAR, height, thin);
    labels.put(title(), x, area.getY() + style.text(), Anchor.START, style.face(), style.text());
    for (double tick : scale.ticks((int) Math.clamp(height / style.line() / 1.5, 2, 8))) {
      double y = top + height * (1 - scale.place(tick));
      sketch.line(x + BAR, y, x + BAR + TICK, y, thin);
      labels.put(
          label(tick),
          x + BAR + TICK + 2,
          y + style.text() * 0.36,
          Anchor.START,
          style.face(),
          style.text());
    }
  }

  /** The unit of the labels. */
  String title() {
    return unit.suiting(isWide() ? 0 : scale.high()).symbol();
  }

  /** Of a value, without its unit where {@link #title} says it. */
  String label(double value) {
    return isWide() ? unit.tick(value) : Unit.digits(value / unit.suiting(scale.high()).factor());
  }

  /** One prefix would not do. */
  private boolean isWide() {
    return scale instanceof Scale.Logarithmic && scale.high() / scale.low() > 1100;
  }
}
