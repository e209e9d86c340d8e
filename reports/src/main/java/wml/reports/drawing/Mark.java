package wml.reports.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * One thing on a drawing. Lengths are points, y grows downwards, colours are 0xRRGGBB and opaque.
 */
public sealed interface Mark {
  /** A filled area; by the non-zero rule. */
  record Fill(Path2D outline, int rgb) implements Mark {}

  /** A line. */
  record Stroke(Path2D line, Pen pen) implements Mark {}

  /**
   * Text on one line.
   *
   * @param x of the anchor
   * @param y of the baseline at the anchor
   * @param degrees counter-clockwise about the anchor
   */
  record Text(
      String text,
      double x,
      double y,
      Anchor anchor,
      Face face,
      double size,
      int rgb,
      double degrees)
      implements Mark {
    public double width() {
      return face.width(text, size);
    }

    /** The x of its begin relative to the anchor, before it is turned. */
    double begin() {
      return switch (anchor) {
        case START -> 0;
        case MIDDLE -> -width() / 2;
        case END -> -width();
      };
    }

    /** What it covers, from the top of capitals to the bottom of descenders. */
    public Rectangle2D bounds() {
      double radians = Math.toRadians(degrees);
      double sin = Math.sin(radians);
      double cos = Math.cos(radians);
      double left = begin();
      double top = -face.ascent() * size;
      double bottom = face.descent() * size;
      double[] xs = {left, left + width()};
      double[] ys = {top, bottom};
      Rectangle2D.Double all = null;
      for (double u : xs) {
        for (double v : ys) {
          double px = x + u * cos + v * sin;
          double py = y - u * sin + v * cos;
          if (all == null) {
            all = new Rectangle2D.Double(px, py, 0, 0);
          } else {
            all.add(px, py);
          }
        }
      }
      return all == null ? new Rectangle2D.Double() : all;
    }
  }

  /** Marks of which only what is within the bounds shows; never text. */
  record Clip(Rectangle2D bounds, List<Mark> marks) implements Mark {
    public Clip {
      marks = List.copyOf(marks);
    }
  }

  /** Which part of a text its position is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }
}
