package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Estimate;
import wml.reports.figure.Style;

/**
 * Paints a grid as a table of coloured cells: x downwards, y across, as iozone's reports have files
 * as rows and records as columns.
 *
 * @param color of a cell
 * @param label of a cell; shown in all cells if it fits into each, else in none
 * @param cut which cells have a cut corner
 */
record CellMap(
    Grid grid,
    ToIntFunction<Estimate> color,
    Function<Estimate, String> label,
    Predicate<Estimate> cut) {
  /** Smaller can't be read on paper. */
  private static final double SMALLEST = 7;

  private static final double WIDEST_ROW = 18;

  double height(Style style) {
    return grid.xs().size() * row(style) + style.line() * 3.6;
  }

  private double row(Style style) {
    double fair = style.width() * 0.75 / grid.xs().size();
    return Math.clamp(fair, style.line() * 1.02, Math.max(style.line() * 1.02, WIDEST_ROW));
  }

  /** Into an area of {@link #height}. */
  void paint(Rectangle2D area, Style style, Sketch sketch, Labels labels) {
    double size = style.text();
    double margin = 0;
    for (double x : grid.xs()) {
      margin = Math.max(margin, style.measure(grid.x().unit().tick(x)));
    }
    double left = area.getX() + margin + 4;
    double top = area.getY() + style.line() * 1.2;
    double column = (area.getMaxX() - left) / grid.ys().size();
    double row = row(style);
    double text = textSize(style, column);
    for (int i = 0; i < grid.xs().size(); i++) {
      double y = top + i * row;
      labels.put(
          grid.x().unit().tick(grid.xs().get(i)),
          left - 4,
          y + row / 2 + size * 0.36,
          Anchor.END,
          style.face(),
          size);
      for (int j = 0; j < grid.ys().size(); j++) {
        Estimate cell = grid.at(grid.xs().get(i), grid.ys().get(j));
        if (cell.isKnown()) {
          cell(cell, left + j * column, y, column, row, text, style, sketch, labels);
        }
      }
    }
    double bottom = top + grid.xs().size() * row;
    double widest = 0;
    for (double y : grid.ys()) {
      widest = Math.max(widest, style.measure(grid.y().unit().tick(y)));
    }
    int every = (int) Math.ceil((widest + 3) / column);
    for (int j = 0; j < grid.ys().size(); j += every) {
      labels.put(
          grid.y().unit().tick(grid.ys().get(j)),
          left + (j + 0.5) * column,
          bottom + size + 1,
          Anchor.MIDDLE,
          style.face(),
          size);
    }
    labels.put(
        Labels.shortened(grid.x().words(), area.getWidth() / 2, style.face(), size),
        area.getX(),
        area.getY() + size,
        Anchor.START,
        style.face(),
        size);
    labels.put(
        Labels.shortened(grid.y().words(), area.getWidth() / 2, style.face(), size),
        (left + area.getMaxX()) / 2,
        bottom + size + 1 + style.line(),
        Anchor.MIDDLE,
        style.face(),
        size);
  }

  private void cell(
      Estimate cell,
      double x,
      double y,
      double width,
      double height,
      double text,
      Style style,
      Sketch sketch,
      Labels labels) {
    int fill = color.applyAsInt(cell);
    if (cut.test(cell)) {
      double c = Math.min(width, height) * 0.4;
      sketch.polygon(
          new double[] {x, x + width - c, x + width, x + width, x},
          new double[] {y, y, y + c, y + height, y + height},
          fill,
          Pen.of(Colors.WHITE, 0.5));
    } else {
      sketch.rectangle(x, y, width, height, fill);
      sketch.frame(x, y, width, height, Pen.of(Colors.WHITE, 0.5));
    }
    if (text > 0) {
      Mark.Text mark =
          new Mark.Text(
              label.apply(cell),
              x + width / 2,
              y + height / 2 + text * 0.36,
              Anchor.MIDDLE,
              style.face(),
              text,
              Colors.textOn(fill),
              0);
      labels.add(mark);
    }
  }

  /** Of the values; 0: there is no room for them. */
  private double textSize(Style style, double column) {
    List<String> texts = new ArrayList<>();
    for (double x : grid.xs()) {
      for (double y : grid.ys()) {
        Estimate cell = grid.at(x, y);
        if (cell.isKnown()) {
          texts.add(label.apply(cell));
        }
      }
    }
    double widest = texts.stream().mapToDouble(t -> style.face().width(t, 1)).max().orElse(1);
    double size = Math.min(style.text(), (column - 2.2) / widest);
    return size >= Math.min(SMALLEST, style.text()) ? size : 0;
  }
}
