package wml.reports.drawing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** The file formats of drawings. Equal drawings give equal bytes. */
@SuppressWarnings("ImmutableEnumChecker") // a writer has no state
public enum PictureFormat {
  PNG(PngWriter::write),
  SVG(SvgWriter::write),
  PDF(PdfWriter::write),
  /** A {@code tikzpicture} for {@code \input}; needs TikZ alone. */
  TEX(TikzWriter::write);

  private final Writer writer;

  PictureFormat(Writer writer) {
    this.writer = writer;
  }

  /** Behind the dot of a file's name. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Leaves the stream open. */
  public void write(Drawing drawing, OutputStream out) throws IOException {
    writer.write(drawing, out);
  }

  private interface Writer {
    void write(Drawing drawing, OutputStream out) throws IOException;
  }
}
