package wml.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.reports.drawing.Mark;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;

/** Java's graphics as marks. */
class ChartGraphicsTest {
  private final Sketch sketch = new Sketch();
  private final ChartGraphics graphics = new ChartGraphics(sketch);

  @Test
  void piecesOfALineBecomeOneWithItsTransform() {
    graphics.translate(10, 20);
    graphics.scale(0.5, 0.5);
    graphics.setColor(Color.RED);
    graphics.setStroke(
        new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 2}, 0));
    graphics.draw(new Line2D.Double(0, 0, 2, 2));
    graphics.draw(new Line2D.Double(2, 2, 4, 0));
    graphics.draw(new Line2D.Double(5, 5, 6, 6));
    List<Mark> marks = marks();
    assertEquals(2, marks.size());
    Mark.Stroke first = assertInstanceOf(Mark.Stroke.class, marks.getFirst());
    assertEquals(Pen.of(0xff0000, 2).dashed(3.0, 1.0), first.pen());
    assertEquals(new Rectangle2D.Double(10, 20, 2, 1), first.line().getBounds2D());
  }

  @Test
  void transparentColoursAreTints() {
    graphics.setColor(new Color(0, 0, 255, 51));
    graphics.fill(new Rectangle(0, 0, 1, 1));
    graphics.setColor(new Color(0, 0, 255, 0));
    graphics.fill(new Rectangle(0, 0, 1, 1));
    List<Mark> marks = marks();
    assertEquals(1, marks.size());
    assertEquals(0xccccff, assertInstanceOf(Mark.Fill.class, marks.getFirst()).rgb());
  }

  @Test
  void whatIsDrawnUnderAClipIsClipped() {
    graphics.setClip(new Rectangle(1, 2, 3, 4));
    graphics.fill(new Rectangle(0, 0, 9, 9));
    graphics.setClip(null);
    graphics.fill(new Rectangle(0, 0, 9, 9));
    List<Mark> marks = marks();
    assertEquals(
        new Rectangle(1, 2, 3, 4), assertInstanceOf(Mark.Clip.class, marks.getFirst()).bounds());
    assertInstanceOf(Mark.Fill.class, marks.get(1));
  }

  @Test
  void textAndImagesAreRefused() {
    assertThrows(UnsupportedOperationException.class, () -> graphics.drawString("a", 0, 0));
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    assertThrows(
        UnsupportedOperationException.class,
        () -> graphics.drawRenderedImage(image, new AffineTransform()));
    assertThrows(UnsupportedOperationException.class, graphics::getFontMetrics);
  }

  private List<Mark> marks() {
    graphics.finish();
    return sketch.drawing(100, 100, "").marks();
  }
}
