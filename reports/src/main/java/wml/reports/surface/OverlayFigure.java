package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;

/**
 * Two systems in one box: a surface, lighter where values are greater, and a mesh of wires over it.
 */
public record OverlayFigure(Grid a, Grid b, List<String> labels, Look look, String title)
    implements Figure {
  private static final int BANDS = 10;

  public OverlayFigure {
    labels = List.copyOf(labels);
  }

  @Override
  public String name() {
    return "overlay-" + Names.file(a.name());
  }

  @Override
  public String meaning() {
    return Names.meaning(List.of(a, b))
        + " The surface and the contours on the floor are of "
        + labels.getFirst()
        + ", the wires of "
        + labels.getLast()
        + "."
        + look.words();
  }

  @Override
  public Drawing draw(Style style) {
    double width = style.width();
    double height = width * 0.76;
    Sketch sketch = new Sketch();
    Labels texts = Titles.over(sketch, title, style, height);
    Scale x = SurfacePainter.axis(merged(a.xs(), b.xs()));
    Scale y = SurfacePainter.axis(merged(a.ys(), b.ys()));
    Scale z = look.scale(List.of(a, b));
    List<SurfacePainter.Layer> layers = new ArrayList<>();
    List<Grid> grids = List.of(a, b);
    for (int i = 0; i < 2; i++) {
      int color = Colors.series(i);
      layers.add(
          new SurfacePainter.Layer(
              Mesh.of(grids.get(i), x, y, z),
              i == 0 ? w -> Colors.tint(color, 0.1 + 0.6 * w) : w -> color,
              i == 1));
    }
    double top = style.line() * 1.8;
    legend(style, top, sketch, texts);
    ColorBar bar = new ColorBar(z, a.metric().unit(), layers.getFirst().shade(), BANDS);
    double below = top + style.line() * 1.6;
    new SurfacePainter(x, y, z, BANDS, bar)
        .paint(
            layers,
            a,
            new Rectangle2D.Double(2, below, width - 4, height - below - 2),
            style,
            true,
            sketch,
            texts);
    return sketch.drawing(width, height, title);
  }

  private void legend(Style style, double y, Sketch sketch, Labels texts) {
    double box = style.text();
    double room = style.width() / 2 - box - 10;
    for (int i = 0; i < 2; i++) {
      double x = 4 + i * style.width() / 2;
      sketch.polygon(
          new double[] {x, x + box, x + box, x},
          new double[] {y, y, y + box, y + box},
          Colors.tint(Colors.series(i), 0.3),
          Pen.of(Colors.INK, 0.5));
      String unit = a.metric().unit().suiting(look.scale(List.of(a, b)).high()).symbol();
      texts.put(
          Labels.shortened(
              labels.get(i) + (i == 0 ? " (" + unit + ")" : ""), room, style.face(), style.text()),
          x + box + 4,
          y + box * 0.85,
          Anchor.START,
          style.face(),
          style.text());
    }
  }

  private static List<Double> merged(List<Double> a, List<Double> b) {
    List<Double> all = new ArrayList<>(a);
    all.addAll(b);
    return all.stream().distinct().sorted().toList();
  }

  @Override
  public Table data() {
    List<List<Object>> rows = new ArrayList<>();
    Table first = Grid.table(List.of(a));
    List<Table> tables = List.of(first, Grid.table(List.of(b)));
    for (int i = 0; i < 2; i++) {
      for (List<Object> row : tables.get(i).rows()) {
        List<Object> labelled = new ArrayList<>(row);
        labelled.set(0, labels.get(i));
        rows.add(List.copyOf(labelled));
      }
    }
    return new Table(first.columns(), rows, 1);
  }

  @Override
  public String gnuplot(String table) {
    return Gnuplot.overlay(this, table);
  }
}
