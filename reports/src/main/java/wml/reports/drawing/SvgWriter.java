package wml.reports.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SVG 1.1 with text as text, held to the width that it was laid out with, whatever font the reader
 * has.
 */
final class SvgWriter {
  private final StringBuilder out = new StringBuilder();

  /** Keeps the names of several drawings on one page apart. */
  private final String prefix;

  private int clips;

  private SvgWriter(Drawing drawing) {
    prefix = "c" + Integer.toHexString(drawing.title().hashCode()) + "-";
  }

  static void write(Drawing drawing, OutputStream to) throws IOException {
    to.write(new SvgWriter(drawing).text(drawing).getBytes(StandardCharsets.UTF_8));
  }

  private String text(Drawing drawing) throws IOException {
    String width = Outlines.number(drawing.width());
    String height = Outlines.number(drawing.height());
    out.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%spt\" height=\"%spt\""
                + " viewBox=\"0 0 %s %s\">\n")
            .formatted(width, height, width, height));
    out.append("<title>").append(escaped(drawing.title())).append("</title>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    marks(drawing.marks());
    return out.append("</svg>\n").toString();
  }

  private void marks(List<Mark> marks) throws IOException {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Fill fill ->
            out.append(
                "<path d=\"%s\" fill=\"%s\"/>\n"
                    .formatted(data(fill.outline()), color(fill.rgb())));
        case Mark.Stroke stroke -> stroke(stroke);
        case Mark.Text text -> text(text);
        case Mark.Clip clip -> clip(clip);
      }
    }
  }

  private void stroke(Mark.Stroke stroke) throws IOException {
    Pen pen = stroke.pen();
    String dashes =
        pen.dashes().isEmpty()
            ? " stroke-linecap=\"round\""
            : pen.dashes().stream()
                .map(Outlines::number)
                .collect(Collectors.joining(" ", " stroke-dasharray=\"", "\""));
    out.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s/>\n"
            .formatted(
                data(stroke.line()), color(pen.rgb()), Outlines.number(pen.width()), dashes));
  }

  private void text(Mark.Text text) {
    String anchor =
        switch (text.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    String x = Outlines.number(text.x());
    String y = Outlines.number(text.y());
    String turn =
        text.degrees() == 0
            ? ""
            : " transform=\"rotate(%s %s %s)\"".formatted(Outlines.number(-text.degrees()), x, y);
    String family =
        text.face().family().equals("serif")
            ? "Liberation Serif, Times New Roman, Times, serif"
            : "Liberation Sans, Arial, Helvetica, sans-serif";
    out.append(
        ("<text x=\"%s\" y=\"%s\"%s%s font-family=\"%s\" font-size=\"%s\"%s fill=\"%s\""
                + " textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\">%s</text>\n")
            .formatted(
                x,
                y,
                anchor,
                turn,
                family,
                Outlines.number(text.size()),
                text.face().isBold() ? " font-weight=\"bold\"" : "",
                color(text.rgb()),
                Outlines.number(text.width()),
                escaped(text.text())));
  }

  private void clip(Mark.Clip clip) throws IOException {
    String id = prefix + clips++;
    Rectangle2D b = clip.bounds();
    out.append(
        "<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n"
            .formatted(
                id,
                Outlines.number(b.getX()),
                Outlines.number(b.getY()),
                Outlines.number(b.getWidth()),
                Outlines.number(b.getHeight())));
    out.append("<g clip-path=\"url(#%s)\">\n".formatted(id));
    marks(clip.marks());
    out.append("</g>\n");
  }

  private static String data(Path2D path) throws IOException {
    StringBuilder data = new StringBuilder();
    Outlines.walk(
        path,
        new Outlines.Walker() {
          @Override
          public void move(double x, double y) {
            add('M', x, y);
          }

          @Override
          public void line(double x, double y) {
            add('L', x, y);
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            add('C', x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            data.append('Z');
          }

          private void add(char command, double... numbers) {
            data.append(command);
            for (int i = 0; i < numbers.length; i++) {
              data.append(i == 0 ? "" : " ").append(Outlines.number(numbers[i]));
            }
          }
        });
    return data.toString();
  }

  private static String color(int rgb) {
    return "#%06x".formatted(rgb & 0xffffff);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
