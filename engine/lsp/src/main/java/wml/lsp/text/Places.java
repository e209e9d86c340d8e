package wml.lsp.text;

import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/** Between offsets and the protocol's lines and UTF-16 characters, both counted from 0. */
public final class Places {
  private Places() {}

  public static Position position(SourceText source, int offset) {
    int line = source.line(offset);
    return new Position(line - 1, offset - source.lineStart(line));
  }

  public static Range range(SourceText source, int start, int end) {
    return new Range(position(source, start), position(source, end));
  }

  public static Range range(Span span) {
    return range(span.source(), span.start(), span.end());
  }

  /** An offset of the text, whatever a client asks for: behind a line's end is its end. */
  public static int offset(SourceText source, Position position) {
    if (position.getLine() < 0) {
      return 0;
    }
    if (position.getLine() >= source.lineCount()) {
      return source.text().length();
    }
    int line = position.getLine() + 1;
    int length = source.lineText(line).length();
    return source.lineStart(line) + Math.max(0, Math.min(position.getCharacter(), length));
  }
}
