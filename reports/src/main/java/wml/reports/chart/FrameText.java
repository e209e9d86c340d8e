package wml.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Face;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;
import wml.reports.figure.TextFit;

/** Words around plots. */
final class FrameText {
  private static final int MOST_TICKS = 12;

  private FrameText() {}

  /** As many ticks as fit without that two labels come near each other. */
  static List<Tick> apart(Axis axis, double length, Style style, boolean horizontal) {
    for (int wanted = MOST_TICKS; wanted > 1; wanted--) {
      List<Tick> ticks = axis.ticks(wanted);
      if (fit(ticks, length, style, horizontal)) {
        return ticks;
      }
    }
    List<Tick> one = axis.ticks(1);
    return one.isEmpty() ? one : one.subList(0, 1);
  }

  private static boolean fit(List<Tick> ticks, double length, Style style, boolean horizontal) {
    double gap = horizontal ? style.text() * 0.9 : style.text() * 0.7;
    double before = Double.NEGATIVE_INFINITY;
    for (Tick tick : ticks) {
      double size = horizontal ? style.measure(tick.label()) : style.text();
      double begin = tick.place() * length - size / 2;
      if (begin < before + gap) {
        return false;
      }
      before = begin + size;
    }
    return true;
  }

  /** The lines of an axis' title beside a plot of that height. */
  static List<String> upright(String text, double height, Style style) {
    return TextFit.wrap(text, height, 2, style.face(), style.text());
  }

  /** Lines that read upwards, in the middle of the plot's height. */
  static void upright(
      Sketch sketch, Style style, List<String> lines, double baseline, Rectangle2D plot) {
    for (int i = 0; i < lines.size(); i++) {
      sketch.text(
          lines.get(i),
          baseline + i * style.line(),
          plot.getCenterY(),
          Anchor.MIDDLE,
          style.face(),
          style.text(),
          Colors.INK,
          90);
    }
  }

  /** Lines below each other, each in the middle of a width; the face may be another. */
  static void centred(
      Sketch sketch, Style style, Face face, List<String> lines, double middle, double top) {
    for (int i = 0; i < lines.size(); i++) {
      sketch.text(
          lines.get(i),
          middle,
          top + i * style.line() + style.face().ascent() * style.text(),
          Anchor.MIDDLE,
          face,
          style.text(),
          Colors.INK);
    }
  }
}
