package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Face;
import wml.reports.drawing.Mark;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Sketch;

/** Texts of a drawing that keep clear of each other and of its edges. One thread's. */
final class Labels {
  /** Least room between two texts, in points. */
  private static final double CLEAR = 1;

  private final Sketch sketch;
  private final Rectangle2D bounds;
  private final List<Rectangle2D> taken = new ArrayList<>();

  /**
   * @param bounds that no text leaves
   */
  Labels(Sketch sketch, Rectangle2D bounds) {
    this.sketch = sketch;
    this.bounds = bounds;
  }

  /** Draws a text if it has room; returns whether it did. */
  boolean put(String text, double x, double y, Anchor anchor, Face face, double size) {
    Mark.Text mark = new Mark.Text(text, x, y, anchor, face, size, Colors.INK, 0);
    Rectangle2D box = mark.bounds();
    if (text.isBlank() || !isFree(box)) {
      return false;
    }
    taken.add(box);
    sketch.add(mark);
    return true;
  }

  /** Draws a text that surely has room, such as in a cell of its own. */
  void add(Mark.Text text) {
    taken.add(text.bounds());
    sketch.add(text);
  }

  /**
   * Draws a text at the first free place on the way; none if the way leads out of the bounds.
   *
   * @param stepX of the way, in points
   * @param stepY of the way, in points
   */
  boolean push(
      String text,
      double x,
      double y,
      Anchor anchor,
      Face face,
      double size,
      double stepX,
      double stepY) {
    for (int i = 0; i < 60; i++) {
      if (put(text, x + i * stepX, y + i * stepY, anchor, face, size)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFree(Rectangle2D box) {
    if (!bounds.contains(box)) {
      return false;
    }
    Rectangle2D grown =
        new Rectangle2D.Double(
            box.getX() - CLEAR,
            box.getY() - CLEAR,
            box.getWidth() + 2 * CLEAR,
            box.getHeight() + 2 * CLEAR);
    return taken.stream().noneMatch(grown::intersects);
  }

  /** The longest begin of a text that fits, with … behind it if something is cut. */
  static String shortened(String text, double room, Face face, double size) {
    if (face.width(text, size) <= room) {
      return text;
    }
    for (int end = text.length() - 1; end > 0; end--) {
      String begin = text.substring(0, end).strip() + "…";
      if (face.width(begin, size) <= room) {
        return begin;
      }
    }
    return "";
  }
}
