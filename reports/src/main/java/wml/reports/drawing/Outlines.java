package wml.reports.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Walks along paths, with lines and cubic curves alone. */
final class Outlines {
  private Outlines() {}

  /** Takes the parts of a path. */
  interface Walker {
    void move(double x, double y) throws IOException;

    void line(double x, double y) throws IOException;

    void curve(double x1, double y1, double x2, double y2, double x, double y) throws IOException;

    void close() throws IOException;
  }

  static void walk(Path2D path, Walker walker) throws IOException {
    double[] c = new double[6];
    double x = 0;
    double y = 0;
    double startX = 0;
    double startY = 0;
    for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
      switch (at.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> {
          walker.move(c[0], c[1]);
          x = startX = c[0];
          y = startY = c[1];
        }
        case PathIterator.SEG_LINETO -> {
          walker.line(c[0], c[1]);
          x = c[0];
          y = c[1];
        }
        case PathIterator.SEG_QUADTO -> {
          // A quadratic curve is a cubic one whose controls lie two thirds of the way.
          walker.curve(
              x + (c[0] - x) * 2 / 3,
              y + (c[1] - y) * 2 / 3,
              c[2] + (c[0] - c[2]) * 2 / 3,
              c[3] + (c[1] - c[3]) * 2 / 3,
              c[2],
              c[3]);
          x = c[2];
          y = c[3];
        }
        case PathIterator.SEG_CUBICTO -> {
          walker.curve(c[0], c[1], c[2], c[3], c[4], c[5]);
          x = c[4];
          y = c[5];
        }
        default -> {
          walker.close();
          x = startX;
          y = startY;
        }
      }
    }
  }

  /** To a hundredth of a point, without superfluous zeros. */
  static String number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
