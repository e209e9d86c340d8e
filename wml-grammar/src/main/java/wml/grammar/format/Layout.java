package wml.grammar.format;

import java.util.ArrayList;
import java.util.List;
import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexeme.Role;
import wml.grammar.syntax.SourceText;

/**
 * Lays out statements and their blocks. A block that stood on one line stays there if it has room
 * and holds no other block; a comment keeps its line; of several empty lines one is left. One
 * thread's.
 */
final class Layout {
  private static final int INDENT = 2;

  private final Page page;
  private final List<Lexeme> tokens;
  private int next;

  Layout(SourceText source, List<Lexeme> tokens) {
    this.page = new Page(source);
    this.tokens = tokens;
  }

  String text() {
    statements(0);
    return page.toString();
  }

  /** Up to the end of the block or file. */
  private void statements(int indent) {
    boolean first = true;
    while (!at(Role.CLOSE_BLOCK)) {
      boolean apart = !first && page.linesBetween(tokens.get(next - 1), tokens.get(next)) > 1;
      page.newLine(indent, apart);
      if (at(Role.COMMENT)) {
        page.remark(tokens.get(next++));
      } else {
        statement(indent);
      }
      first = false;
    }
  }

  private void statement(int indent) {
    List<Lexeme> head = head();
    boolean goesOn = Head.write(page, head, indent);
    if (!at(Role.OPEN_BLOCK)) {
      commentBehind();
      return;
    }
    if (!goesOn) {
      page.newLine(indent, false);
    }
    int end = closing(next);
    String inside = inside(next, end);
    String opener = page.line().code.isEmpty() ? "{" : " {";
    boolean fits = page.line().width() + opener.length() + inside.length() + 1 <= Page.WIDTH;
    if (end == next + 1 || (!inside.isEmpty() && fits)) {
      page.line().code.append(opener).append(inside).append('}');
      next = end + 1;
    } else {
      page.line().code.append(opener);
      next++;
      commentBehind();
      statements(indent + INDENT);
      page.newLine(indent, false).code.append(page.text(tokens.get(next++)));
    }
    commentBehind();
  }

  /**
   * The tokens up to the block, or to the next statement; comments at the end belong to what
   * follows.
   */
  private List<Lexeme> head() {
    int start = next;
    do {
      next++;
    } while (next < tokens.size()
        && !at(Role.OPEN_BLOCK)
        && !at(Role.CLOSE_BLOCK)
        && !tokens.get(next).starts());
    while (!at(Role.OPEN_BLOCK) && tokens.get(next - 1).role() == Role.COMMENT) {
      next--;
    }
    return tokens.subList(start, next);
  }

  /** A comment on the line of the token before it. */
  private void commentBehind() {
    if (next < tokens.size()
        && at(Role.COMMENT)
        && !page.startsLine(tokens.get(next - 1), tokens.get(next))) {
      page.remark(tokens.get(next++));
    }
  }

  /** What a block holds, on one line between blanks; "" if nothing, or if it can't be there. */
  private String inside(int open, int close) {
    List<String> statements = new ArrayList<>();
    int start = open + 1;
    for (int i = open + 1; i <= close; i++) {
      Lexeme token = tokens.get(i);
      if (page.startsLine(tokens.get(i - 1), token)
          || token.role() == Role.COMMENT
          || token.role() == Role.OPEN_BLOCK) {
        return "";
      }
      if (i > start && (i == close || token.starts())) {
        statements.add(Head.flat(page, tokens.subList(start, i)));
        start = i;
      }
    }
    if (statements.isEmpty()) {
      return "";
    }
    String inside = String.join("  ", statements);
    return inside.contains("\n") || inside.contains("\r") ? "" : " " + inside + " ";
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; ; i++) {
      switch (tokens.get(i).role()) {
        case OPEN_BLOCK -> depth++;
        case CLOSE_BLOCK -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return i;
      }
    }
  }

  private boolean at(Role role) {
    return next >= tokens.size() ? role == Role.CLOSE_BLOCK : tokens.get(next).role() == role;
  }
}
