package wml.grammar.format;

import java.util.ArrayList;
import java.util.List;

/** A line being written: code, a comment behind it, or both. One thread's. */
final class Line {
  /** Blanks between code and the comment behind it. */
  private static final int GAP = 2;

  final int indent;

  /** An empty line stands before it. */
  final boolean apart;

  final StringBuilder code = new StringBuilder();
  String comment = "";

  /** Where the comment stood, counted from 0. */
  int column;

  Line(int indent, boolean apart) {
    this.indent = indent;
    this.apart = apart;
  }

  /** Columns up to the end of the code; of its last line if a string in it has several. */
  int width() {
    int last = code.lastIndexOf("\n");
    int width = code.codePointCount(last + 1, code.length());
    return last < 0 ? indent + width : width;
  }

  /** The text of all lines, with the comments of neighbours under each other. */
  static String join(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < lines.size()) {
      int end = i + 1;
      while (end < lines.size()
          && !lines.get(end).apart
          && lines.get(end).indent == lines.get(i).indent) {
        end++;
      }
      List<Line> neighbours = lines.subList(i, end);
      int column = column(neighbours);
      for (Line line : neighbours) {
        line.write(column, out);
      }
      i = end;
    }
    return out.toString();
  }

  /** One column for all: the author's if there was one with room for the code. */
  private static int column(List<Line> neighbours) {
    List<Line> commented = new ArrayList<>(neighbours);
    commented.removeIf(line -> line.code.isEmpty() || line.comment.isEmpty());
    int needed = commented.stream().mapToInt(line -> line.width() + GAP).max().orElse(0);
    int first = commented.isEmpty() ? 0 : commented.get(0).column;
    boolean agreed = commented.stream().allMatch(line -> line.column == first);
    return agreed && first >= needed ? first : needed;
  }

  private void write(int commentColumn, StringBuilder out) {
    out.append(apart ? "\n" : "").append(" ".repeat(indent)).append(code);
    if (!comment.isEmpty()) {
      out.append(" ".repeat(code.isEmpty() ? 0 : commentColumn - width())).append(comment);
    }
    out.append('\n');
  }
}
