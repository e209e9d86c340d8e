package wml.grammar.syntax;

/**
 * A stretch of a source text.
 *
 * @param start offset of the first character
 * @param end offset behind the last one; at least {@code start}
 */
public record Span(SourceText source, int start, int end) {
  public int line() {
    return source.line(start);
  }

  public int column() {
    return source.column(start);
  }

  /** The text it covers. */
  public String text() {
    return source.text().substring(start, end);
  }

  /** From the start of this to the end of another. */
  public Span to(Span other) {
    return new Span(source, start, Math.max(end, other.end));
  }
}
