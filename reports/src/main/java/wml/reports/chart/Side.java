package wml.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Face;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;
import wml.reports.figure.TextFit;

/** What stands left and right of a plot: values upwards, or rows with names. */
sealed interface Side {
  /** Space between the drawing's border and the plot. */
  double left(Style style, double height);

  /** Space between the plot and the drawing's border. */
  double right(Style style);

  /** The height that it asks for; 0: any. */
  double height(Style style);

  /** Space between what is above and the plot. */
  double above(Style style);

  /** Lines across the plot, below the values. */
  void grid(Sketch sketch, Style style, Rectangle2D plot);

  void draw(Sketch sketch, Style style, Rectangle2D plot);

  private static double baseline(Style style, double y) {
    return y + style.face().ascent() * style.text() / 2;
  }

  /** A value axis. */
  record Values(Axis axis) implements Side {
    @Override
    public double left(Style style, double height) {
      double labels =
          shown(style, height).stream().mapToDouble(t -> style.measure(t.label())).max().orElse(0);
      int lines = FrameText.upright(axis.title(), height, style).size();
      return lines * style.line() + style.text() * 0.3 + labels + 4;
    }

    @Override
    public double right(Style style) {
      return 0;
    }

    @Override
    public double height(Style style) {
      return 0;
    }

    @Override
    public double above(Style style) {
      return 0;
    }

    @Override
    public void grid(Sketch sketch, Style style, Rectangle2D plot) {
      for (Tick tick : shown(style, plot.getHeight())) {
        double y = plot.getMaxY() - tick.place() * plot.getHeight();
        sketch.line(plot.getX(), y, plot.getMaxX(), y, Pen.of(Colors.GRID, 0.5));
      }
    }

    @Override
    public void draw(Sketch sketch, Style style, Rectangle2D plot) {
      double widest = 0;
      for (Tick tick : shown(style, plot.getHeight())) {
        double y = plot.getMaxY() - tick.place() * plot.getHeight();
        sketch.line(plot.getX() - 2, y, plot.getX(), y, Pen.of(Colors.INK, 0.5));
        sketch.text(
            tick.label(),
            plot.getX() - 4,
            baseline(style, y),
            Anchor.END,
            style.face(),
            style.text(),
            Colors.INK);
        widest = Math.max(widest, style.measure(tick.label()));
      }
      List<String> title = FrameText.upright(axis.title(), plot.getHeight(), style);
      FrameText.upright(
          sketch,
          style,
          title,
          plot.getX()
              - 4
              - widest
              - style.text() * (0.3 + style.face().descent())
              - (title.size() - 1) * style.line(),
          plot);
    }

    private List<Tick> shown(Style style, double height) {
      return FrameText.apart(axis, height, style, false).stream()
          .map(
              t ->
                  new Tick(
                      t.place(),
                      TextFit.shorten(t.label(), style.width() * 0.3, style.face(), style.text())))
          .toList();
    }
  }

  /**
   * A row of a chart.
   *
   * @param group stands above the first of its rows, in bold; may be empty
   * @param right in a column of its own; may be empty
   */
  record Row(String group, String label, String right) {}

  /** Rows from the top, each as high as its text needs. */
  record Rows(List<Row> rows, String rightTitle) implements Side {
    private static final double MOST_LEFT = 0.36;
    private static final double MOST_RIGHT = 0.3;

    /** More would not fit a page. */
    static final int MOST = 60;

    public Rows {
      rows = List.copyOf(rows);
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("nothing to show: there are no rows");
      }
      if (rows.size() > MOST) {
        throw new IllegalArgumentException(
            rows.size() + " rows are more than fit a page; at most " + MOST);
      }
    }

    /** Of a row's middle, from the plot's top, as a share of its height. */
    double middle(int row) {
      double above = 0;
      for (int i = 0; i <= row; i++) {
        above += isFirstOfGroup(i) ? 0.9 : 0;
      }
      return (above + row + 0.5 + 0.15) / units();
    }

    /** A row's height as a share of the plot's. */
    double share() {
      return 1 / units();
    }

    /** In rows. */
    private double units() {
      double units = rows.size() + 0.3;
      for (int i = 0; i < rows.size(); i++) {
        units += isFirstOfGroup(i) ? 0.9 : 0;
      }
      return units;
    }

    private boolean isFirstOfGroup(int row) {
      String group = rows.get(row).group();
      return !group.isEmpty() && (row == 0 || !rows.get(row - 1).group().equals(group));
    }

    @Override
    public double height(Style style) {
      return units() * rowHeight(style);
    }

    private double rowHeight(Style style) {
      int lines = 1;
      for (Row row : rows) {
        lines = Math.max(lines, label(style, row).size());
      }
      return style.line() * Math.max(lines + 0.25, 1.55);
    }

    private List<String> label(Style style, Row row) {
      double most = style.width() * MOST_LEFT;
      return TextFit.wrap(row.label(), most, 2, style.face(), style.text());
    }

    @Override
    public double left(Style style, double height) {
      double widest = 0;
      for (Row row : rows) {
        for (String line : label(style, row)) {
          widest = Math.max(widest, style.measure(line));
        }
      }
      return widest + 5;
    }

    @Override
    public double right(Style style) {
      double widest =
          style.measure(TextFit.shorten(rightTitle, most(style), style.face(), style.text()));
      for (Row row : rows) {
        widest = Math.max(widest, style.measure(right(style, row)));
      }
      return widest > 0 ? widest + 6 : 0;
    }

    private static double most(Style style) {
      return style.width() * MOST_RIGHT;
    }

    /** Half a number would be another one: without its interval, or nothing. */
    private static String right(Style style, Row row) {
      for (String text : List.of(row.right(), row.right().replaceFirst(" \\[.*", ""))) {
        if (style.measure(text) <= most(style)) {
          return text;
        }
      }
      return "";
    }

    @Override
    public double above(Style style) {
      return rightTitle.isEmpty() ? 0 : style.line();
    }

    @Override
    public void grid(Sketch sketch, Style style, Rectangle2D plot) {}

    @Override
    public void draw(Sketch sketch, Style style, Rectangle2D plot) {
      double edge = plot.getMaxX() + right(style);
      for (int i = 0; i < rows.size(); i++) {
        double y = plot.getY() + middle(i) * plot.getHeight();
        List<String> lines = label(style, rows.get(i));
        double first = baseline(style, y) - (lines.size() - 1) * style.line() / 2;
        for (int k = 0; k < lines.size(); k++) {
          put(sketch, style, lines.get(k), plot.getX() - 5, first + k * style.line(), Anchor.END);
        }
        put(sketch, style, right(style, rows.get(i)), edge, baseline(style, y), Anchor.END);
        if (isFirstOfGroup(i)) {
          group(sketch, style, plot, i, y);
        }
      }
      put(
          sketch,
          style,
          TextFit.shorten(rightTitle, most(style), style.face(), style.text()),
          edge,
          plot.getY() - style.text() * 0.4,
          Anchor.END);
    }

    private void group(Sketch sketch, Style style, Rectangle2D plot, int row, double y) {
      Face face = style.face().bold();
      double baseline = baseline(style, y - 0.95 * share() * plot.getHeight());
      double left = plot.getX() - left(style, 0) + 5;
      String text =
          TextFit.shorten(rows.get(row).group(), plot.getMaxX() - left, face, style.text());
      // Over the axis, which would go through it.
      sketch.rectangle(
          left,
          baseline - style.text() * 0.95,
          face.width(text, style.text()) + 2,
          style.text() * 1.3,
          Colors.WHITE);
      sketch.text(text, left, baseline, Anchor.START, face, style.text(), Colors.INK);
    }

    private static void put(
        Sketch sketch, Style style, String text, double x, double y, Anchor anchor) {
      sketch.text(text, x, y, anchor, style.face(), style.text(), Colors.INK);
    }
  }
}
