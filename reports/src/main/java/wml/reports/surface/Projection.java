package wml.reports.surface;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * Looks at a box from above its front corner, without perspective: equal heights stay equal. u and
 * v run along the floor from 0 to 1, w upwards from the floor of the surface; the drawn floor lies
 * {@code gap} below it. The picture fills its rectangle.
 */
final class Projection {
  private static final double AZIMUTH = Math.toRadians(38);
  private static final double ELEVATION = Math.toRadians(28);
  private static final double HEIGHT = 0.85;

  private final double gap;
  private final double scaleX;
  private final double scaleY;
  private final double left;
  private final double top;

  Projection(Rectangle2D area, double gap) {
    this.gap = gap;
    double minX = rawX(0, 1);
    double maxX = rawX(1, 0);
    double minY = rawY(1, 1, 1);
    double maxY = rawY(0, 0, -gap);
    scaleX = area.getWidth() / (maxX - minX);
    scaleY = area.getHeight() / (maxY - minY);
    left = area.getX() - minX * scaleX;
    top = area.getY() - minY * scaleY;
  }

  Point2D at(double u, double v, double w) {
    return new Point2D.Double(left + rawX(u, v) * scaleX, top + rawY(u, v, w) * scaleY);
  }

  Point2D floor(double u, double v) {
    return at(u, v, -gap);
  }

  /** Larger is farther from the eye. */
  static double depth(double u, double v, double w) {
    return along(u, v) * Math.cos(ELEVATION) - w * HEIGHT * Math.sin(ELEVATION);
  }

  private static double rawX(double u, double v) {
    return (u - 0.5) * Math.cos(AZIMUTH) - (v - 0.5) * Math.sin(AZIMUTH);
  }

  private static double along(double u, double v) {
    return (u - 0.5) * Math.sin(AZIMUTH) + (v - 0.5) * Math.cos(AZIMUTH);
  }

  private static double rawY(double u, double v, double w) {
    return -w * HEIGHT * Math.cos(ELEVATION) - along(u, v) * Math.sin(ELEVATION);
  }
}
