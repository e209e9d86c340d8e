package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.List;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;

/** The cells of a grid with their values: for those who read numbers. */
public record HeatMapFigure(Grid grid, Look look, String title) implements Figure {
  private static final int SHADES = 24;

  @Override
  public String name() {
    return "heatmap-" + Names.file(grid.name());
  }

  @Override
  public String meaning() {
    return Names.meaning(List.of(grid)).replace("the surface has a hole", "the map is empty")
        + " A cell with a cut corner is unstable."
        + look.words();
  }

  @Override
  public Drawing draw(Style style) {
    Scale z = look.scale(List.of(grid));
    ColorBar bar = new ColorBar(z, grid.metric().unit(), style.colors()::at, SHADES);
    CellMap map =
        new CellMap(
            grid,
            cell -> style.colors().at(z.place(cell.median())),
            cell -> bar.label(cell.median()),
            Grid::isUnstable);
    double height = map.height(style) + style.line() * 2;
    Sketch sketch = new Sketch();
    Labels labels = Titles.over(sketch, title, style, height);
    double top = style.line() * 2;
    double barWidth = bar.width(style);
    bar.paint(
        new Rectangle2D.Double(0, top, style.width() - 2, height - top - style.line() * 3),
        style,
        sketch,
        labels);
    map.paint(
        new Rectangle2D.Double(2, top, style.width() - barWidth - 10, height - top - 2),
        style,
        sketch,
        labels);
    return sketch.drawing(style.width(), height, title);
  }

  @Override
  public Table data() {
    return Grid.table(List.of(grid));
  }

  @Override
  public String gnuplot(String table) {
    return Gnuplot.heatMap(grid, look, title, table);
  }
}
