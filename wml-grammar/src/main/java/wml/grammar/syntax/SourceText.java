package wml.grammar.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of one file, with its lines. Lines end with LF, CRLF or CR. One thread's. */
public final class SourceText {
  private final String path;
  private final String text;
  private final int[] lineStarts;

  /** Lines asked for before: plans hold one per step, which must not be copies of a long line. */
  private final @Nullable String[] lines;

  public SourceText(String path, String text) {
    this.path = path;
    this.text = text;
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    lineStarts = Arrays.copyOf(starts, lines);
    this.lines = new String[lines];
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, counted from 1, of an offset. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column, counted from 1, of an offset. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /** The offset of the first character of a line, counted from 1. */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /** A line, counted from 1, without its end. */
  public String lineText(int line) {
    String known = lines[line - 1];
    if (known != null) {
      return known;
    }
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    String found = text.substring(start, end);
    lines[line - 1] = found;
    return found;
  }
}
