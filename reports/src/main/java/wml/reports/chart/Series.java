package wml.reports.chart;

import java.util.List;
import wml.reports.figure.Estimate;

/**
 * A line of a chart.
 *
 * @param points from left to right
 */
record Series(String label, Form form, List<Point> points) {
  Series {
    points = List.copyOf(points);
  }

  /** How its points are joined. */
  enum Form {
    /** Straight, with a symbol at each point. */
    POINTS,
    /** Straight, without symbols: there are many points. */
    LINE,
    /** At the same height until the next point. */
    STEPS,
    /** What others are compared with: grey and dashed. */
    REFERENCE
  }

  /**
   * A value.
   *
   * @param open drawn with a white inside: it is not to be relied on
   */
  record Point(double x, Estimate y, boolean open) {
    Point {
      if (!Double.isFinite(x)) {
        throw new IllegalArgumentException("a point at " + x + " can't be drawn");
      }
      if (y.isKnown() && !Double.isFinite(y.median())) {
        throw new IllegalArgumentException(
            "the value at %s is %s, which can't be drawn".formatted(x, y.median()));
      }
    }

    static Point of(double x, double y) {
      return new Point(x, new Estimate(1, y, Double.NaN, Double.NaN), false);
    }
  }
}
