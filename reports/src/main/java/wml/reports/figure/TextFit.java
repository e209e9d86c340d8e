package wml.reports.figure;

import java.util.ArrayList;
import java.util.List;
import wml.reports.drawing.Face;

/** Makes texts fit a width. */
public final class TextFit {
  private static final String LEFT_OUT = "…";

  /** Where a word may be broken: behind these. */
  private static final String BREAKS = "/-_,=:·";

  private TextFit() {}

  /**
   * The text, or its begin and end with … between them. Nothing if not even two letters fit: less
   * would tell nothing.
   */
  public static String shorten(String text, double width, Face face, double size) {
    if (face.width(text, size) <= width) {
      return text;
    }
    int[] letters = text.codePoints().toArray();
    for (int kept = letters.length - 1; kept >= 2; kept--) {
      int end = kept * 2 / 5;
      int begin = kept - end;
      String shorter =
          new String(letters, 0, begin).stripTrailing()
              + LEFT_OUT
              + new String(letters, letters.length - end, end).stripLeading();
      if (face.width(shorter, size) <= width) {
        return shorter;
      }
    }
    return "";
  }

  /** Lines no wider than that; the last is shortened if the text needs more of them. */
  public static List<String> wrap(String text, double width, int most, Face face, double size) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      int end = lines.size() + 1 < most ? fitting(rest, width, face, size) : rest.length();
      lines.add(shorten(rest.substring(0, end).strip(), width, face, size));
      rest = rest.substring(end).strip();
    }
    lines.removeIf(String::isEmpty);
    return lines;
  }

  /** How much of it fits a line, up to where it may be broken; all if it can't. */
  private static int fitting(String text, double width, Face face, double size) {
    if (face.width(text, size) <= width) {
      return text.length();
    }
    int best = 0;
    for (int i = 1; i < text.length(); i++) {
      boolean breaks = text.charAt(i) == ' ' || BREAKS.indexOf(text.charAt(i - 1)) >= 0;
      if (breaks && face.width(text.substring(0, i).strip(), size) <= width) {
        best = i;
      }
    }
    return best > 0 ? best : text.length();
  }
}
