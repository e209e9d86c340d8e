package wml.reports.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wml.reports.drawing.Mark.Anchor;

/** Collects the marks of a drawing. One thread's. */
public final class Sketch {
  private final List<Mark> marks = new ArrayList<>();

  /** Adds a finished mark. */
  public void add(Mark mark) {
    marks.add(mark);
  }

  public void line(double x1, double y1, double x2, double y2, Pen pen) {
    polyline(new double[] {x1, x2}, new double[] {y1, y2}, pen);
  }

  /** Nothing of fewer than two points. */
  public void polyline(double[] xs, double[] ys, Pen pen) {
    if (xs.length >= 2) {
      marks.add(new Mark.Stroke(path(xs, ys), pen));
    }
  }

  public void polygon(double[] xs, double[] ys, int rgb) {
    Path2D outline = path(xs, ys);
    outline.closePath();
    marks.add(new Mark.Fill(outline, rgb));
  }

  /** A filled polygon with a line around it. */
  public void polygon(double[] xs, double[] ys, int rgb, Pen pen) {
    Path2D outline = path(xs, ys);
    outline.closePath();
    marks.add(new Mark.Fill(outline, rgb));
    marks.add(new Mark.Stroke(outline, pen));
  }

  public void rectangle(double x, double y, double width, double height, int rgb) {
    polygon(
        new double[] {x, x + width, x + width, x},
        new double[] {y, y, y + height, y + height},
        rgb);
  }

  /** A closed line. */
  public void outline(double[] xs, double[] ys, Pen pen) {
    Path2D outline = path(xs, ys);
    outline.closePath();
    marks.add(new Mark.Stroke(outline, pen));
  }

  /** A frame without a filling. */
  public void frame(double x, double y, double width, double height, Pen pen) {
    outline(
        new double[] {x, x + width, x + width, x},
        new double[] {y, y, y + height, y + height},
        pen);
  }

  /** Text on a baseline; nothing of an empty one. */
  public void text(
      String text, double x, double y, Anchor anchor, Face face, double size, int rgb) {
    text(text, x, y, anchor, face, size, rgb, 0);
  }

  /**
   * Text on a baseline.
   *
   * @param degrees counter-clockwise about its anchor
   */
  public void text(
      String text,
      double x,
      double y,
      Anchor anchor,
      Face face,
      double size,
      int rgb,
      double degrees) {
    if (!text.isBlank()) {
      marks.add(new Mark.Text(face.known(text), x, y, anchor, face, size, rgb, degrees));
    }
  }

  /** Marks of which only what is within the bounds shows. */
  public void clipped(Rectangle2D bounds, Consumer<Sketch> inside) {
    Sketch inner = new Sketch();
    inside.accept(inner);
    if (!inner.marks.isEmpty()) {
      marks.add(new Mark.Clip(bounds, inner.marks));
    }
  }

  /** Everything so far. */
  public Drawing drawing(double width, double height, String title) {
    return new Drawing(width, height, title, marks);
  }

  private static Path2D path(double[] xs, double[] ys) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, xs.length + 1);
    for (int i = 0; i < xs.length; i++) {
      if (i == 0) {
        path.moveTo(xs[i], ys[i]);
      } else {
        path.lineTo(xs[i], ys[i]);
      }
    }
    return path;
  }
}
