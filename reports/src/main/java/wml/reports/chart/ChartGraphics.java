package wml.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;

/**
 * Java's 2-D graphics as marks of a sketch, for what XChart draws of data: shapes, lines, clips,
 * transforms. Transparent colours become tints. XChart draws a line piece by piece; pieces that
 * touch are joined, or dashes would begin anew with each. One thread's; what it does not know
 * throws.
 */
final class ChartGraphics extends UnsupportedGraphics {
  /** Ends of pieces that are that near, in points, touch. */
  private static final double NEAR = 1e-6;

  private final Sketch sketch;
  private AffineTransform transform = new AffineTransform();
  private Color color = Color.BLACK;
  private BasicStroke stroke = new BasicStroke();
  private Color background = Color.WHITE;
  private RenderingHints hints = new RenderingHints(Map.of());

  /** In points; null: none. */
  private @Nullable Rectangle2D clip;

  /** Marks under the clip that aren't in the sketch yet. */
  private final List<Mark> waiting = new ArrayList<>();

  private @Nullable Path2D line;
  private @Nullable Pen lineOf;
  private Point2D lineEnd = new Point2D.Double();

  ChartGraphics(Sketch sketch) {
    this.sketch = sketch;
  }

  /** Puts into the sketch what is still held back. */
  void finish() {
    endLine();
    if (clip != null && !waiting.isEmpty()) {
      sketch.add(new Mark.Clip(clip, waiting));
    } else {
      waiting.forEach(sketch::add);
    }
    waiting.clear();
  }

  @Override
  public void draw(Shape shape) {
    if (color.getAlpha() == 0) {
      return;
    }
    Pen pen = pen();
    if (shape instanceof Line2D piece) {
      Point2D from = transform.transform(piece.getP1(), null);
      Point2D to = transform.transform(piece.getP2(), null);
      if (line == null || !pen.equals(lineOf) || from.distance(lineEnd) > NEAR) {
        endLine();
        line = new Path2D.Double();
        line.moveTo(from.getX(), from.getY());
        lineOf = pen;
      }
      line.lineTo(to.getX(), to.getY());
      lineEnd = to;
    } else {
      endLine();
      waiting.add(new Mark.Stroke(path(shape), pen));
    }
  }

  @Override
  public void fill(Shape shape) {
    if (color.getAlpha() > 0) {
      endLine();
      waiting.add(new Mark.Fill(path(shape), rgb()));
    }
  }

  private void endLine() {
    if (line != null && lineOf != null) {
      waiting.add(new Mark.Stroke(line, lineOf));
    }
    line = null;
  }

  private Path2D path(Shape shape) {
    return new Path2D.Double(shape, transform);
  }

  private int rgb() {
    return Colors.blend(Colors.WHITE, color.getRGB() & 0xffffff, color.getAlpha() / 255.0);
  }

  private Pen pen() {
    double scale = Math.sqrt(Math.abs(transform.getDeterminant()));
    List<Double> dashes = new ArrayList<>();
    float[] lengths = stroke.getDashArray();
    if (lengths != null) {
      for (float length : lengths) {
        dashes.add(length * scale);
      }
    }
    return new Pen(rgb(), stroke.getLineWidth() * scale, dashes);
  }

  @Override
  public void setClip(@Nullable Shape shape) {
    finish();
    clip = shape == null ? null : bounds(shape);
  }

  @Override
  public void clip(Shape shape) {
    finish();
    Rectangle2D bounds = bounds(shape);
    clip = clip == null ? bounds : clip.createIntersection(bounds);
  }

  /** Other clips than upright rectangles aren't drawn by any chart. */
  private Rectangle2D bounds(Shape shape) {
    return path(shape).getBounds2D();
  }

  @Override
  public @Nullable Shape getClip() {
    try {
      return clip == null
          ? null
          : transform.createInverse().createTransformedShape(clip).getBounds2D();
    } catch (java.awt.geom.NoninvertibleTransformException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable Rectangle getClipBounds() {
    Shape shape = getClip();
    return shape == null ? null : shape.getBounds();
  }

  @Override
  public void setPaint(Paint paint) {
    if (!(paint instanceof Color plain)) {
      throw new UnsupportedOperationException("charts have plain colours");
    }
    color = plain;
  }

  @Override
  public void setColor(Color wanted) {
    color = wanted;
  }

  @Override
  public Color getColor() {
    return color;
  }

  @Override
  public Paint getPaint() {
    return color;
  }

  @Override
  public void setStroke(Stroke wanted) {
    if (!(wanted instanceof BasicStroke plain)) {
      throw new UnsupportedOperationException("charts have plain strokes");
    }
    stroke = plain;
  }

  @Override
  public Stroke getStroke() {
    return stroke;
  }

  @Override
  public void setBackground(Color wanted) {
    background = wanted;
  }

  @Override
  public Color getBackground() {
    return background;
  }

  @Override
  public void transform(AffineTransform more) {
    transform.concatenate(more);
  }

  @Override
  public void setTransform(AffineTransform wanted) {
    transform = new AffineTransform(wanted);
  }

  @Override
  public AffineTransform getTransform() {
    return new AffineTransform(transform);
  }

  @Override
  public void setRenderingHint(RenderingHints.Key key, Object value) {
    hints.put(key, value);
  }

  @Override
  public @Nullable Object getRenderingHint(RenderingHints.Key key) {
    return hints.get(key);
  }

  @Override
  public void setRenderingHints(Map<?, ?> wanted) {
    hints = new RenderingHints(Map.of());
    hints.putAll(wanted);
  }

  @Override
  public void addRenderingHints(Map<?, ?> more) {
    hints.putAll(more);
  }

  @Override
  public RenderingHints getRenderingHints() {
    return hints;
  }

  /** XChart sets fonts although it has nothing to write; a text would throw. */
  @Override
  public void setFont(Font font) {}

  @Override
  public void setComposite(Composite composite) {
    throw new UnsupportedOperationException("marks lie on each other as they come");
  }

  @Override
  public void dispose() {
    finish();
  }
}
