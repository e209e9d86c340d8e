package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.List;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;

/**
 * Surfaces of several flowops side by side with one scale and one colour bar.
 *
 * @param grids over the same two variables
 */
public record SheetFigure(List<Grid> grids, Look look, String title) implements Figure {
  private static final int BANDS = 8;

  public SheetFigure {
    grids = List.copyOf(grids);
  }

  @Override
  public String name() {
    return "sheet";
  }

  @Override
  public String meaning() {
    return Names.meaning(grids) + " All panels have one scale." + look.words();
  }

  @Override
  public Drawing draw(Style style) {
    double width = style.width();
    int columns = Math.min(grids.size(), width < 300 ? 2 : 3);
    int rows = (grids.size() + columns - 1) / columns;
    double gap = 6;
    double panel = (width - gap * (columns - 1) - 4) / columns;
    double tall = panel * 0.74;
    double top = style.line() * 1.8;
    boolean spare = rows * columns > grids.size();
    double foot = style.line() * 1.6;
    double height = top + rows * tall + foot;
    Scale z = look.scale(grids);
    ColorBar bar = new ColorBar(z, grids.getFirst().metric().unit(), style.colors()::at, BANDS * 3);
    double barWidth = bar.width(style);
    if (!spare) {
      panel = (width - gap * (columns - 1) - 4 - barWidth - gap) / columns;
      tall = panel * 0.74;
      height = top + rows * tall + foot;
    }
    Sketch sketch = new Sketch();
    Labels labels = Titles.over(sketch, title, style, height);
    for (int i = 0; i < grids.size(); i++) {
      int column = i % columns;
      int row = i / columns;
      Rectangle2D area =
          new Rectangle2D.Double(2 + column * (panel + gap), top + row * tall, panel, tall);
      panel(grids.get(i), z, bar, area, style, sketch, labels);
    }
    Rectangle2D room =
        spare
            ? new Rectangle2D.Double(
                2 + (columns - 1) * (panel + gap),
                top + (rows - 1) * tall + style.line(),
                panel * 0.5 + barWidth / 2,
                tall * 0.8 - style.line())
            : new Rectangle2D.Double(0, top, width - 2, Math.min(height * 0.5, 220));
    bar.paint(room, style, sketch, labels);
    Grid first = grids.getFirst();
    labels.put(
        Labels.shortened(
            "left axis: " + first.y().words() + ", right axis: " + first.x().words(),
            width - 4,
            style.face(),
            style.text()),
        width / 2,
        height - style.text() * 0.4,
        Anchor.MIDDLE,
        style.face(),
        style.text());
    return sketch.drawing(width, height, title);
  }

  private static void panel(
      Grid grid,
      Scale z,
      ColorBar bar,
      Rectangle2D area,
      Style style,
      Sketch sketch,
      Labels labels) {
    double head = style.line() * 1.1;
    labels.put(
        Labels.shortened(
            Names.words(grid.name()), area.getWidth(), style.face().bold(), style.text()),
        area.getCenterX(),
        area.getY() + style.text(),
        Anchor.MIDDLE,
        style.face().bold(),
        style.text());
    Scale x = SurfacePainter.axis(grid.xs());
    Scale y = SurfacePainter.axis(grid.ys());
    new SurfacePainter(x, y, z, BANDS, bar)
        .paint(
            List.of(new SurfacePainter.Layer(Mesh.of(grid, x, y, z), style.colors()::at)),
            grid,
            new Rectangle2D.Double(
                area.getX(), area.getY() + head, area.getWidth(), area.getHeight() - head),
            style,
            false,
            sketch,
            labels);
  }

  @Override
  public Table data() {
    return Grid.table(grids);
  }

  @Override
  public String gnuplot(String table) {
    return Gnuplot.surfaces(grids, look, title, table);
  }
}
