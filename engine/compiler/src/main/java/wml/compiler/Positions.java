package wml.compiler;

import wml.api.source.SourcePosition;
import wml.grammar.syntax.Span;

/** From the grammar's spans to positions that plans and results carry. */
final class Positions {
  private Positions() {}

  static SourcePosition of(Span span) {
    String line = span.source().lineText(span.line());
    int width = Math.min(span.end() - span.start(), line.length() - span.column() + 1);
    return new SourcePosition(
        span.source().path(), span.line(), span.column(), line, Math.max(1, width));
  }
}
