package wml.reports.chart;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Marks of points, told apart without colours. */
enum Symbol {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  TRIANGLE_DOWN;

  /** All look about as large: equal areas. */
  Path2D at(double x, double y, double size) {
    double r = size / 2;
    return switch (this) {
      case CIRCLE -> new Path2D.Double(new Ellipse2D.Double(x - r, y - r, size, size));
      case SQUARE -> polygon(x, y, r * 0.89, -1, -1, 1, -1, 1, 1, -1, 1);
      case TRIANGLE -> polygon(x, y, r * 1.2, 0, -1, 1, 0.75, -1, 0.75);
      case DIAMOND -> polygon(x, y, r * 1.25, 0, -1, 1, 0, 0, 1, -1, 0);
      case TRIANGLE_DOWN -> polygon(x, y, r * 1.2, 0, 1, 1, -0.75, -1, -0.75);
    };
  }

  private static Path2D polygon(double x, double y, double r, double... corners) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners.length; i += 2) {
      if (i == 0) {
        path.moveTo(x + r * corners[i], y + r * corners[i + 1]);
      } else {
        path.lineTo(x + r * corners[i], y + r * corners[i + 1]);
      }
    }
    path.closePath();
    return path;
  }
}
