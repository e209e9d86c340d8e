package wml.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Face;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;
import wml.reports.figure.TextFit;

/**
 * What stands around a plot: title, strips, axes, legend. Its margins come from the widths of its
 * texts: labels are thinned, wrapped or shortened until none touches another. One drawing's.
 */
final class Frame {
  private static final double PAD = 4;

  private final Style style;
  private final Axis x;
  private final Side side;
  private String heading = "";
  private List<Lane> lanes = List.of();
  private List<Legend.Entry> entries = List.of();
  private @Nullable ColorBar bar;

  Frame(Style style, Axis x, Side side) {
    this.style = style;
    this.x = x;
    this.side = side;
  }

  /** Over everything; may be empty. */
  Frame heading(String text) {
    heading = text;
    return this;
  }

  Frame lanes(List<Lane> strips) {
    lanes = strips;
    return this;
  }

  Frame legend(List<Legend.Entry> series) {
    entries = series;
    return this;
  }

  Frame colorBar(ColorBar colors) {
    bar = colors;
    return this;
  }

  /**
   * Draws it all.
   *
   * @param content draws the values
   */
  Drawing draw(String title, Consumer<Plot> content) {
    double height = side.height(style);
    if (height <= 0) {
      height = style.width() * (style.width() < 360 ? 0.5 : 0.34);
    }
    double left = PAD + side.left(style, height);
    for (Lane lane : lanes) {
      left = Math.max(left, PAD + Math.min(style.measure(lane.label()), style.width() * 0.2) + 5);
    }
    double right = PAD + side.right(style) + (bar == null ? 0 : bar.width(style, height));
    for (int i = 0; i < 3; i++) {
      double width = style.width() - left - right;
      List<Label> ticks = labels(width);
      left += overhang(ticks, left, width, false);
      right += overhang(ticks, right, width, true);
    }
    double width = style.width() - left - right;
    return laidOut(title, content, new Rectangle2D.Double(left, 0, width, height), labels(width));
  }

  /** A tick's label in lines. */
  private record Label(double place, List<String> lines) {}

  /** None near another: ticks are left out, but words are wrapped. */
  private List<Label> labels(double width) {
    if (x.isWords()) {
      double narrowest = style.text() * 4;
      List<Tick> ticks = x.ticks((int) Math.max(1, width / narrowest));
      double room = width * spacing(ticks) - style.text() * 0.6;
      return ticks.stream()
          .map(
              t ->
                  new Label(
                      t.place(), TextFit.wrap(t.label(), room, 3, style.face(), style.text())))
          .toList();
    }
    return FrameText.apart(x, width, style, true).stream()
        .map(
            t ->
                new Label(
                    t.place(),
                    List.of(TextFit.shorten(t.label(), width / 3, style.face(), style.text()))))
        .toList();
  }

  private static double spacing(List<Tick> ticks) {
    return ticks.size() < 2 ? 1 : ticks.get(1).place() - ticks.get(0).place();
  }

  private double width(Label label) {
    return label.lines().stream().mapToDouble(style::measure).max().orElse(0);
  }

  /** By how much a label sticks out of the space beside the plot. */
  private double overhang(List<Label> ticks, double space, double plotWidth, boolean atEnd) {
    double most = 0;
    for (Label tick : ticks) {
      double within = (atEnd ? 1 - tick.place() : tick.place()) * plotWidth;
      most = Math.max(most, width(tick) / 2 + PAD - space - within);
    }
    return most;
  }

  private Drawing laidOut(
      String title, Consumer<Plot> content, Rectangle2D across, List<Label> ticks) {
    Sketch sketch = new Sketch();
    double top = PAD;
    Face bold = style.face().bold();
    List<String> heads = TextFit.wrap(heading, style.width() - 2 * PAD, 2, bold, style.text());
    FrameText.centred(sketch, style, bold, heads, style.width() / 2, top);
    top += heads.isEmpty() ? 0 : heads.size() * style.line() + 2;
    double[] tops = new double[lanes.size()];
    for (int i = 0; i < tops.length; i++) {
      tops[i] = top;
      top += lanes.get(i).height(style, across.getX(), across.getMaxX(), style.width());
    }
    // Half a label of the y axis sticks out.
    top += style.text() * 0.4 + side.above(style);
    Rectangle2D plot =
        new Rectangle2D.Double(across.getX(), top, across.getWidth(), across.getHeight());
    side.grid(sketch, style, plot);
    for (Label tick : ticks) {
      double at = plot.getX() + tick.place() * plot.getWidth();
      sketch.line(at, plot.getY(), at, plot.getMaxY(), Pen.of(Colors.GRID, 0.5));
    }
    for (int i = 0; i < tops.length; i++) {
      lanes.get(i).draw(sketch, style, tops[i], plot, style.width());
      laneLabel(sketch, lanes.get(i), tops[i], plot);
    }
    Plot inside = new Plot(sketch, plot);
    content.accept(inside);
    inside.paint();
    axes(sketch, plot, ticks);
    side.draw(sketch, style, plot);
    if (bar != null) {
      bar.draw(sketch, style, plot);
    }
    int lines = ticks.stream().mapToInt(t -> t.lines().size()).max().orElse(1);
    double bottom = below(sketch, plot, plot.getMaxY() + style.text() * 0.7 + lines * style.line());
    return sketch.drawing(style.width(), bottom + PAD, title);
  }

  private void laneLabel(Sketch sketch, Lane lane, double top, Rectangle2D plot) {
    sketch.text(
        TextFit.shorten(lane.label(), plot.getX() - PAD - 4, style.face(), style.text()),
        plot.getX() - 4,
        top + style.line() * 0.55 + style.face().ascent() * style.text() / 2,
        Anchor.END,
        style.face(),
        style.text(),
        Colors.INK);
  }

  private void axes(Sketch sketch, Rectangle2D plot, List<Label> ticks) {
    Pen ink = Pen.of(Colors.INK, 0.6);
    sketch.polyline(
        new double[] {plot.getX(), plot.getX(), plot.getMaxX()},
        new double[] {plot.getY(), plot.getMaxY(), plot.getMaxY()},
        ink);
    for (Label tick : ticks) {
      double at = plot.getX() + tick.place() * plot.getWidth();
      sketch.line(at, plot.getMaxY(), at, plot.getMaxY() + 2, Pen.of(Colors.INK, 0.5));
      FrameText.centred(
          sketch, style, style.face(), tick.lines(), at, plot.getMaxY() + style.text() * 0.7);
    }
  }

  /** The x axis' title and the legend; returns their lower end. */
  private double below(Sketch sketch, Rectangle2D plot, double ticks) {
    double top = ticks + style.text() * 0.15;
    List<String> lines =
        TextFit.wrap(x.title(), style.width() - 2 * PAD, 2, style.face(), style.text());
    double widest = lines.stream().mapToDouble(style::measure).max().orElse(0);
    double middle =
        Math.clamp(
            plot.getCenterX(),
            Math.min(PAD + widest / 2, style.width() / 2),
            Math.max(style.width() - PAD - widest / 2, style.width() / 2));
    FrameText.centred(sketch, style, style.face(), lines, middle, top);
    top += lines.size() * style.line();
    Legend legend = new Legend(entries, style, style.width() - 2 * PAD);
    legend.draw(sketch, PAD, top);
    return top + legend.height();
  }
}
