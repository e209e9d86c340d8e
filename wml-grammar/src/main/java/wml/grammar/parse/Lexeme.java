package wml.grammar.parse;

/**
 * A token of a file without errors, and what it is for.
 *
 * @param starts the first of a statement, of a branch of a mix, of a phase of a run, or of a gate's
 *     metric
 * @param start offset of the first character
 * @param end offset behind the last one
 */
public record Lexeme(Role role, boolean starts, int start, int end) {
  /** What a token is for: all that its place on the page depends on. */
  public enum Role {
    COMMENT,
    /** The brace before statements, branches, phases or metrics. */
    OPEN_BLOCK,
    CLOSE_BLOCK,
    /** The outer brace of a table. */
    OPEN_TABLE,
    CLOSE_TABLE,
    /** The brace before a row of a table. */
    OPEN_ROW,
    CLOSE_ROW,
    /** The parenthesis behind the name of a function or target. */
    OPEN_CALL,
    /** A parenthesis around an expression. */
    OPEN_GROUP,
    CLOSE,
    /** The equals sign between a name and its value. */
    ASSIGN,
    /** A comma in a list of {@code name=value}, or in a table. */
    TIGHT_COMMA,
    /** A comma in a list that holds values without names. */
    LOOSE_COMMA,
    /** The minus of a negative value. */
    SIGN,
    OPERATOR,
    /** The star of {@code by *2}. */
    FACTOR,
    /** The percent sign behind a weight. */
    PERCENT,
    /** The parameter of a composite flowop, where it is defined. */
    PARAMETER,
    NUMBER,
    OTHER
  }

  public String text(String source) {
    return source.substring(start, end);
  }
}
