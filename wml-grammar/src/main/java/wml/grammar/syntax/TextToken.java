package wml.grammar.syntax;

/**
 * A piece of a text that stands for itself.
 *
 * @param start offset of the first character
 * @param end offset behind the last one
 */
public record TextToken(Kind kind, int start, int end) {
  /** What a token is, before anything is known of its meaning. */
  public enum Kind {
    /** A keyword or any other bare word. */
    WORD,
    NUMBER,
    STRING,
    /** A string up to the end of its line, where a quote is missing. */
    UNTERMINATED,
    VARIABLE,
    /** A bare word with variables or a colon in it. */
    MIXED,
    /** A brace, parenthesis, comma, equals sign or operator. */
    SIGN,
    COMMENT,
    /** A character that the language does not use. */
    ILLEGAL
  }

  public String text(String source) {
    return source.substring(start, end);
  }
}
