package wml.reports.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pixels, 300 to the inch. Text is drawn as the font's outlines: no font of the system is asked.
 */
final class PngWriter {
  static final int DOTS_PER_INCH = 300;

  private PngWriter() {}

  static void write(Drawing drawing, OutputStream out) throws IOException {
    ImageIO.setUseCache(false);
    try (MemoryCacheImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image(drawing, DOTS_PER_INCH), "png", image);
    }
  }

  static BufferedImage image(Drawing drawing, int dotsPerInch) {
    double scale = dotsPerInch / 72.0;
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(drawing.width() * scale),
            (int) Math.ceil(drawing.height() * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(scale, scale);
    paint(drawing.marks(), graphics);
    graphics.dispose();
    return image;
  }

  private static void paint(List<Mark> marks, Graphics2D graphics) {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Fill fill -> {
          graphics.setColor(new Color(fill.rgb()));
          graphics.fill(fill.outline());
        }
        case Mark.Stroke stroke -> {
          graphics.setColor(new Color(stroke.pen().rgb()));
          graphics.setStroke(stroke(stroke.pen()));
          graphics.draw(stroke.line());
        }
        case Mark.Text text -> {
          graphics.setColor(new Color(text.rgb()));
          AffineTransform place = AffineTransform.getTranslateInstance(text.x(), text.y());
          place.rotate(Math.toRadians(-text.degrees()));
          place.translate(text.begin(), 0);
          Shape outline = text.face().outline(text.text(), text.size());
          graphics.fill(place.createTransformedShape(outline));
        }
        case Mark.Clip clip -> {
          Shape before = graphics.getClip();
          graphics.clip(clip.bounds());
          paint(clip.marks(), graphics);
          graphics.setClip(before);
        }
      }
    }
  }

  private static BasicStroke stroke(Pen pen) {
    float width = (float) pen.width();
    if (pen.dashes().isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
    float[] dashes = new float[pen.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = pen.dashes().get(i).floatValue();
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }
}
