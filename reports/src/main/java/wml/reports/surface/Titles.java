package wml.reports.surface;

import java.awt.geom.Rectangle2D;
import wml.reports.drawing.Face;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;

/** The title over a figure, which begins its labels. */
final class Titles {
  private Titles() {}

  static Labels over(Sketch sketch, String title, Style style, double height) {
    Labels labels = new Labels(sketch, new Rectangle2D.Double(1, 1, style.width() - 2, height - 2));
    Face face = style.face().bold();
    double size = style.text() + 1;
    labels.put(
        Labels.shortened(title, style.width() - 4, face, size),
        style.width() / 2,
        size + 2,
        Anchor.MIDDLE,
        face,
        size);
    return labels;
  }
}
