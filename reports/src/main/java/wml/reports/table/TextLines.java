package wml.reports.table;

import java.util.ArrayList;
import java.util.List;

/** Fits text into lines of a terminal, one column per code point. */
final class TextLines {
  private static final String ELLIPSIS = "…";

  private TextLines() {}

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** As wide as asked, filled with blanks on the right. */
  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** As wide as asked, filled with blanks on the left. */
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /** Takes the middle out of what is too wide: names differ at their ends. */
  static String shorten(String text, int width) {
    int[] points = printable(text).codePoints().toArray();
    if (points.length <= width) {
      return new String(points, 0, points.length);
    }
    int tail = (width - 1) / 2;
    int head = width - 1 - tail;
    return new String(points, 0, head) + ELLIPSIS + new String(points, points.length - tail, tail);
  }

  /** Breaks at blanks; what has none is broken where the line ends. No line is empty. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : printable(text).split(" +")) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      String rest = word;
      while (width(rest) > width) {
        int end = rest.offsetByCodePoints(0, width);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(line.isEmpty() || rest.isEmpty() ? "" : " ").append(rest);
    }
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** A control character would move the cursor or change the terminal's colours. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t') {
                out.append(' ');
              } else {
                out.appendCodePoint(Character.isISOControl(c) ? '?' : c);
              }
            });
    return out.toString();
  }
}
