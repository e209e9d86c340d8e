package wml.grammar.format;

import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexeme.Role;

/** Whether a blank stands between two tokens of a line. */
final class Spacing {
  private Spacing() {}

  /**
   * @param glued nothing stood between them before
   */
  static boolean isBlank(Lexeme left, Lexeme right, boolean glued) {
    return switch (right.role()) {
      case TIGHT_COMMA, LOOSE_COMMA, ASSIGN, CLOSE, CLOSE_ROW, CLOSE_TABLE, OPEN_CALL -> false;
      case PERCENT -> left.role() == Role.NUMBER; // 5% and 5 % are different words
      case OPERATOR -> true;
      default ->
          switch (left.role()) {
            case ASSIGN, OPEN_CALL, OPEN_GROUP, OPEN_TABLE, OPEN_ROW, FACTOR -> false;
            case TIGHT_COMMA -> right.role() == Role.PARAMETER;
            case SIGN -> !glued; // -5 and - 5 are different words
            default -> true;
          };
    };
  }
}
