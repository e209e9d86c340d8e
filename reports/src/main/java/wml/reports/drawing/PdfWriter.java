package wml.reports.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** One page of PDF; fonts are embedded, and of them what is used. It has no date. */
final class PdfWriter {
  /** PDFBox makes the file's identity of it instead of the clock. */
  private static final long IDENTITY = 1;

  private final PDDocument document;
  private final PDPageContentStream page;
  private final double height;
  private final Map<Face, PDType0Font> fonts = new EnumMap<>(Face.class);

  private PdfWriter(PDDocument document, PDPageContentStream page, double height) {
    this.document = document;
    this.page = page;
    this.height = height;
  }

  static void write(Drawing drawing, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(IDENTITY);
      document.getDocumentInformation().setTitle(drawing.title());
      PDPage sheet = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
      document.addPage(sheet);
      try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
        page.setLineJoinStyle(1);
        new PdfWriter(document, page, drawing.height()).marks(drawing.marks());
      }
      // Object streams would make it PDF 1.6, at which older pdfTeX complains.
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
  }

  private void marks(List<Mark> marks) throws IOException {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Fill fill -> {
          page.setNonStrokingColor(
              channel(fill.rgb(), 16), channel(fill.rgb(), 8), channel(fill.rgb(), 0));
          path(fill.outline());
          page.fill();
        }
        case Mark.Stroke stroke -> stroke(stroke);
        case Mark.Text text -> text(text);
        case Mark.Clip clip -> {
          Rectangle2D b = clip.bounds();
          page.saveGraphicsState();
          page.addRect(
              (float) b.getX(), y(b.getMaxY()), (float) b.getWidth(), (float) b.getHeight());
          page.clip();
          marks(clip.marks());
          page.restoreGraphicsState();
        }
      }
    }
  }

  private void stroke(Mark.Stroke stroke) throws IOException {
    Pen pen = stroke.pen();
    page.setStrokingColor(channel(pen.rgb(), 16), channel(pen.rgb(), 8), channel(pen.rgb(), 0));
    page.setLineWidth((float) pen.width());
    float[] dashes = new float[pen.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = pen.dashes().get(i).floatValue();
    }
    page.setLineDashPattern(dashes, 0);
    page.setLineCapStyle(dashes.length == 0 ? 1 : 0);
    path(stroke.line());
    page.stroke();
  }

  private void text(Mark.Text text) throws IOException {
    double radians = Math.toRadians(text.degrees());
    double x = text.x() + text.begin() * Math.cos(radians);
    double y = text.y() - text.begin() * Math.sin(radians);
    page.beginText();
    page.setNonStrokingColor(
        channel(text.rgb(), 16), channel(text.rgb(), 8), channel(text.rgb(), 0));
    page.setFont(font(text.face()), (float) text.size());
    page.setTextMatrix(Matrix.getRotateInstance(radians, (float) x, y(y)));
    page.showText(text.text());
    page.endText();
  }

  private PDType0Font font(Face face) throws IOException {
    PDType0Font font = fonts.get(face);
    if (font == null) {
      try (InputStream in = face.open()) {
        font = PDType0Font.load(document, in, true);
      }
      fonts.put(face, font);
    }
    return font;
  }

  private void path(Path2D path) throws IOException {
    Outlines.walk(
        path,
        new Outlines.Walker() {
          @Override
          public void move(double x, double y) throws IOException {
            page.moveTo((float) x, y(y));
          }

          @Override
          public void line(double x, double y) throws IOException {
            page.lineTo((float) x, y(y));
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y)
              throws IOException {
            page.curveTo((float) x1, y(y1), (float) x2, y(y2), (float) x, y(y));
          }

          @Override
          public void close() throws IOException {
            page.closePath();
          }
        });
  }

  /** PDF's y grows upwards. */
  private float y(double down) {
    return (float) (height - down);
  }

  private static float channel(int rgb, int shift) {
    return ((rgb >> shift) & 0xff) / 255f;
  }
}
