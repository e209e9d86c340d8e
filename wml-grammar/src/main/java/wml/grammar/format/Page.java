package wml.grammar.format;

import java.util.ArrayList;
import java.util.List;
import wml.grammar.parse.Lexeme;
import wml.grammar.syntax.SourceText;

/** The lines written so far, and the text that they are made from. One thread's. */
final class Page {
  /** Columns of a line; only a single long token makes it wider. */
  static final int WIDTH = 100;

  private static final int TAB = 8;

  private final SourceText source;
  private final List<Line> lines = new ArrayList<>();

  Page(SourceText source) {
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  String text(Lexeme token) {
    return token.text(source.text());
  }

  /** Starts a line. */
  Line newLine(int indent, boolean apart) {
    Line line = new Line(indent, apart && !lines.isEmpty());
    lines.add(line);
    return line;
  }

  Line line() {
    return lines.get(lines.size() - 1);
  }

  /** Puts a comment behind the code of the line. */
  void remark(Lexeme comment) {
    Line line = line();
    line.comment = text(comment).stripTrailing();
    line.column = column(comment);
  }

  boolean isBlank(Lexeme left, Lexeme right) {
    return Spacing.isBlank(left, right, left.end() == right.start());
  }

  /** Lines from the end of one token to the start of another. */
  int linesBetween(Lexeme left, Lexeme right) {
    return source.line(right.start()) - source.line(left.end() - 1);
  }

  /** Whether a token is the first of its line. */
  boolean startsLine(Lexeme left, Lexeme right) {
    return linesBetween(left, right) > 0;
  }

  private int column(Lexeme token) {
    String before =
        source.lineText(source.line(token.start())).substring(0, source.column(token.start()) - 1);
    int column = 0;
    for (int c : before.codePoints().toArray()) {
      column += c == '\t' ? TAB - column % TAB : 1;
    }
    return column;
  }

  @Override
  public String toString() {
    return Line.join(lines);
  }
}
