package wml.reports.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code tikzpicture} in TeX's big points; its text is the document's, in its fonts. */
final class TikzWriter {
  private final StringBuilder out = new StringBuilder();
  private final Map<Integer, String> colors = new LinkedHashMap<>();

  private TikzWriter() {}

  static void write(Drawing drawing, OutputStream to) throws IOException {
    to.write(new TikzWriter().text(drawing).getBytes(StandardCharsets.UTF_8));
  }

  private String text(Drawing drawing) throws IOException {
    marks(drawing.marks());
    StringBuilder all = new StringBuilder("% " + drawing.title().replace("\n", " ") + "\n");
    all.append("\\begin{tikzpicture}[x=1bp,y=-1bp,line join=round,inner sep=0pt,outer sep=0pt]\n");
    colors.forEach(
        (rgb, name) ->
            all.append(
                "\\definecolor{%s}{RGB}{%d,%d,%d}\n"
                    .formatted(name, (rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff)));
    all.append(
        "\\useasboundingbox (0,0) rectangle (%s,%s);\n"
            .formatted(Outlines.number(drawing.width()), Outlines.number(drawing.height())));
    return all.append(out).append("\\end{tikzpicture}%\n").toString();
  }

  private void marks(List<Mark> marks) throws IOException {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Fill fill ->
            out.append("\\fill[%s] %s;\n".formatted(color(fill.rgb()), path(fill.outline())));
        case Mark.Stroke stroke -> stroke(stroke);
        case Mark.Text text -> text(text);
        case Mark.Clip clip -> {
          Rectangle2D b = clip.bounds();
          out.append(
              "\\begin{scope}\\clip (%s,%s) rectangle (%s,%s);\n"
                  .formatted(
                      Outlines.number(b.getX()),
                      Outlines.number(b.getY()),
                      Outlines.number(b.getMaxX()),
                      Outlines.number(b.getMaxY())));
          marks(clip.marks());
          out.append("\\end{scope}\n");
        }
      }
    }
  }

  private void stroke(Mark.Stroke stroke) throws IOException {
    Pen pen = stroke.pen();
    StringBuilder dashes = new StringBuilder();
    for (int i = 0; i < pen.dashes().size(); i++) {
      dashes.append(i == 0 ? ",dash pattern=" : " ");
      dashes
          .append(i % 2 == 0 ? "on " : "off ")
          .append(Outlines.number(pen.dashes().get(i)))
          .append("bp");
    }
    out.append(
        "\\draw[%s,line width=%sbp%s] %s;\n"
            .formatted(
                color(pen.rgb()),
                Outlines.number(pen.width()),
                dashes.isEmpty() ? ",line cap=round" : dashes,
                path(stroke.line())));
  }

  private void text(Mark.Text text) {
    String anchor =
        switch (text.anchor()) {
          case START -> "base west";
          case MIDDLE -> "base";
          case END -> "base east";
        };
    String size = Outlines.number(text.size());
    out.append(
        "\\node[anchor=%s,text=%s%s] at (%s,%s) {\\fontsize{%sbp}{%sbp}%s\\selectfont %s};\n"
            .formatted(
                anchor,
                color(text.rgb()),
                text.degrees() == 0 ? "" : ",rotate=" + Outlines.number(text.degrees()),
                Outlines.number(text.x()),
                Outlines.number(text.y()),
                size,
                Outlines.number(text.size() * 1.2),
                (text.face().family().equals("serif") ? "\\rmfamily" : "\\sffamily")
                    + (text.face().isBold() ? "\\bfseries" : ""),
                LatexText.escaped(text.text())));
  }

  private String color(int rgb) {
    return colors.computeIfAbsent(rgb & 0xffffff, c -> "wml%06x".formatted(c));
  }

  private static String path(Path2D path) throws IOException {
    StringBuilder data = new StringBuilder();
    Outlines.walk(
        path,
        new Outlines.Walker() {
          @Override
          public void move(double x, double y) {
            data.append(data.isEmpty() ? "" : " ").append(point(x, y));
          }

          @Override
          public void line(double x, double y) {
            data.append(" -- ").append(point(x, y));
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            data.append(" .. controls ")
                .append(point(x1, y1))
                .append(" and ")
                .append(point(x2, y2))
                .append(" .. ")
                .append(point(x, y));
          }

          @Override
          public void close() {
            data.append(" -- cycle");
          }
        });
    return data.toString();
  }

  private static String point(double x, double y) {
    return "(" + Outlines.number(x) + "," + Outlines.number(y) + ")";
  }
}
