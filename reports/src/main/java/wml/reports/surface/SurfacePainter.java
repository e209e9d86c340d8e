package wml.reports.surface;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.surface.Mesh.Corner;

/**
 * Paints surfaces into a rectangle: the mesh from far to near, contours on the floor, walls with
 * the ticks of z, and the ticks of all axes with their names.
 *
 * @param z of all panels of a figure
 * @param bands of the contours
 */
record SurfacePainter(Scale x, Scale y, Scale z, int bands, ColorBar bar) {
  /** Between floor and surface, as a fraction of the box's height. */
  private static final double GAP = 0.32;

  private static final double TICK = 3;

  /**
   * A mesh and how its facets are coloured.
   *
   * @param wire only its lines, over all others
   */
  record Layer(Mesh mesh, Contours.Shade shade, boolean wire) {
    Layer(Mesh mesh, Contours.Shade shade) {
      this(mesh, shade, false);
    }
  }

  /** Logarithmic where values double, or reach far. */
  static Scale axis(List<Double> values) {
    double least = values.getFirst();
    double greatest = values.getLast();
    boolean doubling =
        values.size() > 1 && values.stream().allMatch(v -> v > 0 && Math.abs(log2(v) % 1) < 1e-9);
    if (doubling || (least > 0 && greatest >= 8 * least)) {
      return new Scale.Logarithmic(least, greatest, 2);
    }
    return least < greatest
        ? new Scale.Linear(least, greatest, false)
        : new Scale.Linear(
            least - 0.5 - Math.abs(least) / 2, least + 0.5 + Math.abs(least) / 2, false);
  }

  /**
   * Paints into the area, texts included.
   *
   * @param layers of which the first gives the floor's contours
   * @param named whether axes have names
   */
  void paint(
      List<Layer> layers,
      Grid grid,
      Rectangle2D area,
      Style style,
      boolean named,
      Sketch sketch,
      Labels labels) {
    Projection view = new Projection(box(area, style, named), GAP);
    walls(view, sketch);
    Layer first = layers.getFirst();
    Contours.paint(first.mesh(), bands, first.shade(), view::floor, sketch);
    edges(view, sketch);
    facets(layers, view, sketch);
    for (Layer layer : layers) {
      for (Corner corner : layer.mesh().alone()) {
        pin(corner, layer.shade(), view, sketch);
      }
    }
    ticks(grid, view, area, style, named, sketch, labels);
  }

  /** Where the box goes: around it there is room for the texts. */
  private Rectangle2D box(Rectangle2D area, Style style, boolean named) {
    double left = 0;
    for (double tick : z.ticks(5)) {
      left = Math.max(left, style.measure(bar.label(tick)));
    }
    left += TICK + 3;
    double right = style.measure("16M") * 0.6 + TICK;
    double bottom = style.line() * (named ? 2.1 : 1) + TICK;
    double top = style.text() * 0.6;
    return new Rectangle2D.Double(
        area.getX() + left,
        area.getY() + top,
        Math.max(20, area.getWidth() - left - right),
        Math.max(20, area.getHeight() - top - bottom));
  }

  private void walls(Projection view, Sketch sketch) {
    Pen grid = Pen.of(Colors.GRID, 0.5);
    for (double tick : z.ticks(5)) {
      double w = z.place(tick);
      Point2D a = view.at(0, 1, w);
      Point2D b = view.at(1, 1, w);
      Point2D c = view.at(1, 0, w);
      sketch.polyline(
          new double[] {a.getX(), b.getX(), c.getX()},
          new double[] {a.getY(), b.getY(), c.getY()},
          grid);
    }
    line(view.floor(1, 1), view.at(1, 1, 1), grid, sketch);
    line(view.floor(0, 1), view.floor(1, 1), grid, sketch);
    line(view.floor(1, 1), view.floor(1, 0), grid, sketch);
    line(view.floor(1, 0), view.at(1, 0, 1), grid, sketch);
  }

  private static void edges(Projection view, Sketch sketch) {
    Pen axis = Pen.of(Colors.INK, 0.6);
    line(view.floor(0, 0), view.floor(1, 0), axis, sketch);
    line(view.floor(0, 0), view.floor(0, 1), axis, sketch);
    line(view.at(0, 1, 0), view.at(0, 1, 1), axis, sketch);
  }

  private static void facets(List<Layer> layers, Projection view, Sketch sketch) {
    record Painted(Mesh.Facet facet, Layer layer) {}
    List<Painted> all = new ArrayList<>();
    for (Layer layer : layers) {
      layer.mesh().facets().forEach(f -> all.add(new Painted(f, layer)));
    }
    all.sort(
        Comparator.comparingInt((Painted p) -> p.layer().wire() ? 1 : 0)
            .thenComparingDouble(p -> -p.facet().depth()));
    for (Painted painted : all) {
      List<Corner> corners = painted.facet().corners();
      double[] xs = new double[corners.size()];
      double[] ys = new double[corners.size()];
      for (int i = 0; i < xs.length; i++) {
        Corner c = corners.get(i);
        Point2D p = view.at(c.u(), c.v(), c.w());
        xs[i] = p.getX();
        ys[i] = p.getY();
      }
      int color = painted.layer().shade().at(painted.facet().mean());
      if (painted.layer().wire()) {
        sketch.outline(xs, ys, Pen.of(color, 0.6));
      } else {
        sketch.polygon(xs, ys, color, Pen.of(Colors.blend(color, Colors.BLACK, 0.28), 0.5));
      }
    }
  }

  /** A cell without neighbours: a needle with a head. */
  private static void pin(Corner at, Contours.Shade shade, Projection view, Sketch sketch) {
    Point2D foot = view.floor(at.u(), at.v());
    Point2D head = view.at(at.u(), at.v(), at.w());
    line(foot, head, Pen.of(Colors.INK, 0.5), sketch);
    double r = 2.2;
    sketch.polygon(
        new double[] {head.getX() - r, head.getX(), head.getX() + r, head.getX()},
        new double[] {head.getY(), head.getY() - r, head.getY(), head.getY() + r},
        shade.at(at.w()),
        Pen.of(Colors.INK, 0.5));
  }

  private void ticks(
      Grid grid,
      Projection view,
      Rectangle2D area,
      Style style,
      boolean named,
      Sketch sketch,
      Labels labels) {
    Pen pen = Pen.of(Colors.INK, 0.5);
    double size = style.text();
    for (double tick : z.ticks(5)) {
      Point2D p = view.at(0, 1, z.place(tick));
      sketch.line(p.getX(), p.getY(), p.getX() - TICK, p.getY(), pen);
      labels.put(
          bar.label(tick),
          p.getX() - TICK - 2,
          p.getY() + size * 0.36,
          Anchor.END,
          style.face(),
          size);
    }
    Point2D front = view.floor(0, 0);
    double xLength = view.floor(1, 0).distance(front);
    double yLength = view.floor(0, 1).distance(front);
    double room = style.measure("16M") * 1.7;
    for (double tick : labelled(grid.xs(), x, xLength / room)) {
      Point2D p = view.floor(x.place(tick), 0);
      sketch.line(p.getX(), p.getY(), p.getX() + TICK * 0.5, p.getY() + TICK, pen);
      labels.put(
          grid.x().unit().tick(tick),
          p.getX() + 1,
          p.getY() + TICK + size * 0.85,
          Anchor.START,
          style.face(),
          size);
    }
    for (double tick : labelled(grid.ys(), y, yLength / room)) {
      Point2D p = view.floor(0, y.place(tick));
      sketch.line(p.getX(), p.getY(), p.getX() - TICK * 0.5, p.getY() + TICK, pen);
      labels.put(
          grid.y().unit().tick(tick),
          p.getX() - 1,
          p.getY() + TICK + size * 0.85,
          Anchor.END,
          style.face(),
          size);
    }
    if (named) {
      Point2D right = view.floor(0.55, 0);
      labels.push(
          Labels.shortened(grid.x().words(), area.getMaxX() - right.getX(), style.face(), size),
          right.getX(),
          right.getY() + TICK + size * 2.7,
          Anchor.START,
          style.face(),
          size,
          0,
          1);
      Point2D left = view.floor(0, 0.55);
      labels.push(
          Labels.shortened(grid.y().words(), left.getX() - area.getX(), style.face(), size),
          left.getX(),
          left.getY() + TICK + size * 2.7,
          Anchor.END,
          style.face(),
          size,
          0,
          1);
    }
  }

  /** Values that were measured, as many as there is room for, evenly thinned. */
  private static List<Double> labelled(List<Double> values, Scale scale, double room) {
    int most = (int) Math.max(2, room);
    if (values.size() <= most) {
      return values;
    }
    if (scale instanceof Scale.Logarithmic) {
      List<Double> powers =
          values.stream().filter(v -> Math.abs(log2(v) - Math.rint(log2(v))) < 1e-9).toList();
      List<Double> from = powers.size() >= 2 ? powers : values;
      int every = Math.max(1, (from.size() + most - 1) / most);
      List<Double> kept = new ArrayList<>();
      for (int i = 0; i < from.size(); i += every) {
        kept.add(from.get(i));
      }
      return kept;
    }
    return scale.ticks(most);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static void line(Point2D a, Point2D b, Pen pen, Sketch sketch) {
    sketch.line(a.getX(), a.getY(), b.getX(), b.getY(), pen);
  }
}
