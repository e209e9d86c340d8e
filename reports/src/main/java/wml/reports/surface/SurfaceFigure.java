package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.List;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;

/** One large surface with contours on its floor and a colour bar. */
public record SurfaceFigure(Grid grid, Look look, String title) implements Figure {
  private static final int BANDS = 12;

  @Override
  public String name() {
    return "surface-" + Names.file(grid.name());
  }

  @Override
  public String meaning() {
    return Names.meaning(List.of(grid)) + look.words();
  }

  @Override
  public Drawing draw(Style style) {
    double width = style.width();
    double height = width * 0.72;
    Sketch sketch = new Sketch();
    Labels labels = Titles.over(sketch, title, style, height);
    double top = style.line() * 1.5;
    Scale z = look.scale(List.of(grid));
    ColorBar bar = new ColorBar(z, grid.metric().unit(), style.colors()::at, BANDS * 2);
    double barWidth = bar.width(style);
    bar.paint(new Rectangle2D.Double(0, top, width - 2, height * 0.8 - top), style, sketch, labels);
    Scale x = SurfacePainter.axis(grid.xs());
    Scale y = SurfacePainter.axis(grid.ys());
    new SurfacePainter(x, y, z, BANDS, bar)
        .paint(
            List.of(new SurfacePainter.Layer(Mesh.of(grid, x, y, z), style.colors()::at)),
            grid,
            new Rectangle2D.Double(2, top, width - barWidth - 8, height - top - 2),
            style,
            true,
            sketch,
            labels);
    return sketch.drawing(width, height, title);
  }

  @Override
  public Table data() {
    return Grid.table(List.of(grid));
  }

  @Override
  public String gnuplot(String table) {
    return Gnuplot.surfaces(List.of(grid), look, title, table);
  }
}
