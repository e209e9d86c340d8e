package wml.reports.chart;

import java.util.List;
import java.util.function.BiConsumer;
import wml.reports.drawing.Drawing;
import wml.reports.figure.Style;
import wml.reports.figure.Table;

/**
 * Rows with names on the left, over a common x axis: labels of any length find room.
 *
 * @param content draws the values of a row: plot, style and rows
 */
record RowChart(
    ChartText text,
    Axis x,
    Side.Rows rows,
    Legends legends,
    BiConsumer<Plot, Style> content,
    Table data,
    Gnuplot gnuplot)
    implements Chart {

  /** What its colours mean in a style. */
  interface Legends {
    List<Legend.Entry> of(Style style);
  }

  @Override
  public Drawing draw(Style style) {
    return new Frame(style, x, rows)
        .heading(text.heading())
        .legend(legends.of(style))
        .draw(text.title(), plot -> content.accept(plot, style));
  }
}
