package wml.reports.surface;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import wml.reports.drawing.Mark;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.surface.Mesh.Corner;

/**
 * Contours of a mesh: within a triangle values are linear. Bands are painted from the lowest up,
 * each over the one below, so that no seam shows between triangles.
 */
final class Contours {
  private Contours() {}

  /** The colour of a value from 0 to 1. */
  interface Shade {
    int at(double w);
  }

  /**
   * Fills the bands between even levels.
   *
   * @param bands how many
   * @param place where a point of the floor is on the drawing
   */
  static void paint(
      Mesh mesh, int bands, Shade shade, BiFunction<Double, Double, Point2D> place, Sketch to) {
    for (int band = 0; band < bands; band++) {
      double from = (double) band / bands;
      Path2D region = new Path2D.Double(Path2D.WIND_NON_ZERO);
      for (Mesh.Facet facet : mesh.facets()) {
        for (List<Corner> triangle : facet.triangles()) {
          append(region, above(triangle, band == 0 ? -1 : from), place);
        }
      }
      if (region.getCurrentPoint() != null) {
        int color = shade.at((band + 0.5) / bands);
        to.add(new Mark.Fill(region, color));
        to.add(new Mark.Stroke(region, Pen.of(color, 0.5)));
      }
    }
  }

  /** The part of a triangle whose values are at least the level. */
  private static List<Corner> above(List<Corner> triangle, double level) {
    List<Corner> kept = new ArrayList<>();
    for (int i = 0; i < triangle.size(); i++) {
      Corner a = triangle.get(i);
      Corner b = triangle.get((i + 1) % triangle.size());
      if (a.w() >= level) {
        kept.add(a);
      }
      if (a.w() >= level != b.w() >= level) {
        double t = (level - a.w()) / (b.w() - a.w());
        kept.add(new Corner(a.u() + t * (b.u() - a.u()), a.v() + t * (b.v() - a.v()), level, 0, 0));
      }
    }
    return kept;
  }

  private static void append(
      Path2D region, List<Corner> polygon, BiFunction<Double, Double, Point2D> place) {
    for (int i = 0; i < polygon.size(); i++) {
      Point2D p = place.apply(polygon.get(i).u(), polygon.get(i).v());
      if (i == 0) {
        region.moveTo(p.getX(), p.getY());
      } else {
        region.lineTo(p.getX(), p.getY());
      }
    }
    if (!polygon.isEmpty()) {
      region.closePath();
    }
  }
}
