package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import wml.reports.drawing.ColorMap;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/**
 * How B differs from A in percent: as a surface, or as a map with values. Colours are of cells that
 * differ significantly.
 *
 * @param map a map instead of a surface
 * @param labels what A and B are called
 */
public record DeltaFigure(Grid a, Grid b, List<String> labels, boolean map, String title)
    implements Figure {
  private static final int SHADES = 18;
  private static final int UNSURE = 0xe4e4e4;

  public DeltaFigure {
    labels = List.copyOf(labels);
  }

  @Override
  public String name() {
    return (map ? "deltamap-" : "delta-") + Names.file(a.name());
  }

  @Override
  public String meaning() {
    Delta delta = Delta.of(a, b);
    return ("%s of %s against %s, over %s and %s, in percent of the latter. Coloured are the %d of"
            + " %d cells whose 95 %% intervals don't overlap; the others are grey. Each"
            + " compares medians of n = %d to %d samples.")
        .formatted(
            Character.toUpperCase(a.metric().words().charAt(0)) + a.metric().words().substring(1),
            labels.get(1),
            labels.get(0),
            a.x().words(),
            a.y().words(),
            delta.significant(),
            delta.change().size(),
            delta.samples().min().orElse(0),
            delta.samples().max().orElse(0));
  }

  @Override
  public Drawing draw(Style style) {
    Delta delta = Delta.of(a, b);
    double reach = Math.ceil(Delta.reach(List.of(delta)) * 20 - 1e-9) * 5;
    Scale colors = new Scale.Linear(-reach, reach, false);
    ColorBar bar = new ColorBar(colors, Unit.PERCENT, w -> ColorMap.DIVERGING.at(flip(w)), SHADES);
    return map ? cells(delta, bar, style) : surface(delta, bar, style);
  }

  /** Red is worse. */
  private double flip(double w) {
    return a.metric().moreIsBetter() ? 1 - w : w;
  }

  private int color(Estimate change, Scale scale) {
    return Delta.isSignificant(change)
        ? ColorMap.DIVERGING.at(flip(scale.place(change.median() * 100)))
        : UNSURE;
  }

  private Drawing cells(Delta delta, ColorBar bar, Style style) {
    CellMap cells =
        new CellMap(delta.change(), c -> color(c, bar.scale()), Delta::percent, c -> false);
    double height = cells.height(style) + style.line() * 2;
    Sketch sketch = new Sketch();
    Labels texts = Titles.over(sketch, title, style, height);
    double top = style.line() * 2;
    bar.paint(
        new Rectangle2D.Double(0, top, style.width() - 2, height - top - style.line() * 3),
        style,
        sketch,
        texts);
    cells.paint(
        new Rectangle2D.Double(2, top, style.width() - bar.width(style) - 10, height - top - 2),
        style,
        sketch,
        texts);
    return sketch.drawing(style.width(), height, title);
  }

  private Drawing surface(Delta delta, ColorBar bar, Style style) {
    double width = style.width();
    double height = width * 0.72;
    Sketch sketch = new Sketch();
    Labels texts = Titles.over(sketch, title, style, height);
    double top = style.line() * 1.5;
    bar.paint(new Rectangle2D.Double(0, top, width - 2, height * 0.8 - top), style, sketch, texts);
    Grid change = delta.change();
    Scale x = SurfacePainter.axis(change.xs());
    Scale y = SurfacePainter.axis(change.ys());
    double least = Math.min(0, change.medians().min().orElse(0) * 100);
    double greatest = Math.max(0, change.medians().max().orElse(0) * 100);
    Scale z = Scale.Linear.around(least, greatest, Unit.PERCENT);
    Scale fraction = new Scale.Linear(z.low() / 100, z.high() / 100, false);
    new SurfacePainter(x, y, z, SHADES / 2, bar)
        .paint(
            layers(Mesh.of(change, x, y, fraction), change, bar, z),
            change,
            new Rectangle2D.Double(2, top, width - bar.width(style) - 8, height - top - 2),
            style,
            true,
            sketch,
            texts);
    return sketch.drawing(width, height, title);
  }

  /** Facets all of whose corners differ significantly, and the others. */
  private static List<SurfacePainter.Layer> layers(Mesh mesh, Grid change, ColorBar bar, Scale z) {
    List<Mesh.Facet> sure = new ArrayList<>();
    List<Mesh.Facet> unsure = new ArrayList<>();
    for (Mesh.Facet facet : mesh.facets()) {
      boolean all = facet.corners().stream().allMatch(c -> isSignificant(change, c));
      (all ? sure : unsure).add(facet);
    }
    Contours.Shade shade =
        w -> bar.shade().at(bar.scale().place(z.low() + w * (z.high() - z.low())));
    return List.of(
        new SurfacePainter.Layer(new Mesh(sure, mesh.alone()), shade),
        new SurfacePainter.Layer(new Mesh(unsure, List.of()), w -> UNSURE));
  }

  private static boolean isSignificant(Grid change, Mesh.Corner corner) {
    return Delta.isSignificant(change.at(corner.x(), corner.y()));
  }

  @Override
  public Table data() {
    Delta delta = Delta.of(a, b);
    List<List<Object>> rows = new ArrayList<>();
    for (double x : a.xs()) {
      for (double y : a.ys()) {
        Estimate before = a.at(x, y);
        Estimate after = b.at(x, y);
        Estimate change = delta.change().at(x, y);
        rows.add(
            List.of(
                a.name(),
                x,
                y,
                before.median(),
                after.median(),
                change.median(),
                change.low(),
                change.high(),
                Delta.isSignificant(change) ? 1L : 0L));
      }
    }
    return new Table(
        List.of(
            "flowop",
            a.x().name(),
            a.y().name(),
            "a",
            "b",
            "change",
            "change_low",
            "change_high",
            "significant"),
        rows,
        1);
  }

  @Override
  public String gnuplot(String table) {
    return Gnuplot.delta(a, title, table);
  }
}
