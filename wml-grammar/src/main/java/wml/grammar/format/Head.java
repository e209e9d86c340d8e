package wml.grammar.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexeme.Role;
import wml.grammar.syntax.SourceText;

/**
 * The part of a statement before its block, on one line if it fits and behind commas and before
 * operators on more if it doesn't: outer commas first, then those within parentheses. A table keeps
 * the lines of its rows.
 */
final class Head {
  /** Blanks before the lines behind the first. */
  private static final int HANGING = 4;

  /** Blanks before the rows of a table. */
  private static final int ROW = 2;

  /** No line ends before this token. */
  private static final int NEVER = -1;

  private final Page page;
  private final List<Lexeme> tokens;
  private final int indent;

  /** How deep a line end before the token is in parentheses and tables; 0: there is none. */
  private final int[] levels;

  /** Blanks behind the indentation of a line that starts with the token, come what may. */
  private final int[] starts;

  /** The same for a line that may start with the token. */
  private final int[] hanging;

  private int deepest;

  /**
   * @param tokens of the statement, with the comments between them
   */
  private Head(Page page, List<Lexeme> tokens, int indent) {
    this.page = page;
    this.tokens = tokens;
    this.indent = indent;
    this.levels = new int[tokens.size()];
    this.starts = new int[tokens.size()];
    this.hanging = new int[tokens.size()];
    Arrays.fill(starts, NEVER);
    findLevels();
    boolean wide = indent + flat(page, words(tokens)).length() > Page.WIDTH;
    findRows(wide);
  }

  /** Writes a head; whether its last line can go on. */
  static boolean write(Page page, List<Lexeme> tokens, int indent) {
    Head head = new Head(page, tokens, indent);
    head.place(0, tokens.size(), 1);
    return tokens.get(tokens.size() - 1).role() != Role.COMMENT;
  }

  /** All tokens on one line. */
  static String flat(Page page, List<Lexeme> tokens) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      boolean blank = i > 0 && page.isBlank(tokens.get(i - 1), tokens.get(i));
      out.append(blank ? " " : "").append(page.text(tokens.get(i)));
    }
    return out.toString();
  }

  private void findLevels() {
    int depth = 0;
    int tables = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Role role = tokens.get(i).role();
      if (role == Role.CLOSE || role == Role.CLOSE_ROW || role == Role.CLOSE_TABLE) {
        depth--;
      }
      tables -= role == Role.CLOSE_TABLE ? 1 : 0;
      hanging[i] = tables > 0 ? ROW : HANGING;
      Role before = i == 0 ? Role.OTHER : tokens.get(i - 1).role();
      if (role == Role.OPERATOR) {
        levels[i] = depth + 2;
      } else if (before == Role.TIGHT_COMMA || before == Role.LOOSE_COMMA) {
        levels[i] = depth + 1;
      }
      if (before == Role.COMMENT
          || (i > 0 && role == Role.COMMENT && page.startsLine(tokens.get(i - 1), tokens.get(i)))) {
        starts[i] = hanging[i];
      }
      deepest = Math.max(deepest, levels[i]);
      switch (role) {
        case OPEN_CALL, OPEN_GROUP, OPEN_ROW -> depth++;
        case OPEN_TABLE -> {
          depth++;
          tables++;
        }
        default -> {}
      }
    }
  }

  /** Rows start lines where they did; in a line that is too wide, the first one does. */
  private void findRows(boolean wide) {
    int open = NEVER;
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.get(i).role()) {
        case OPEN_TABLE -> open = i;
        case OPEN_ROW -> {
          boolean first = tokens.get(i - 1).role() == Role.OPEN_TABLE;
          if (first
              ? wide || spansLines(open)
              : page.startsLine(tokens.get(i - 1), tokens.get(i))) {
            starts[i] = ROW;
          }
        }
        case CLOSE_TABLE -> {
          if (wide || spansLines(open)) {
            starts[i] = 0;
          }
        }
        default -> {}
      }
    }
  }

  private boolean spansLines(int open) {
    int close = open;
    while (tokens.get(close).role() != Role.CLOSE_TABLE) {
      close++;
    }
    SourceText source = page.source();
    return source.line(tokens.get(open).start()) != source.line(tokens.get(close).start());
  }

  /** Places tokens in pieces that end at line ends of a level. */
  private void place(int from, int to, int level) {
    int piece = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || levels[i] == level || starts[i] != NEVER || isComment(i)) {
        place(piece, i, from, level);
        piece = i;
      }
    }
  }

  private void place(int from, int to, int first, int level) {
    if (isComment(from)) {
      comment(from);
      return;
    }
    if (starts[from] != NEVER && from > first) {
      page.newLine(indent + starts[from], false);
    }
    Line line = page.line();
    String text = flat(page, tokens.subList(from, to));
    boolean blank =
        from > 0 && !line.code.isEmpty() && page.isBlank(tokens.get(from - 1), tokens.get(from));
    int width = firstLine(text);
    boolean fits = line.width() + (blank ? 1 : 0) + width <= Page.WIDTH;
    boolean canBreak = levels[from] > 0 && !line.code.isEmpty();
    boolean fitsBelow = indent + hanging[from] + width <= Page.WIDTH;
    boolean divisible = level < deepest && to - from > 1;
    if (!fits && canBreak && (fitsBelow || !divisible)) {
      page.newLine(indent + hanging[from], false).code.append(text);
    } else if (!fits && divisible) {
      place(from, to, level + 1);
    } else {
      line.code.append(blank ? " " : "").append(text);
    }
  }

  private void comment(int at) {
    if (starts[at] != NEVER) {
      page.newLine(indent + starts[at], false);
    }
    page.remark(tokens.get(at));
  }

  private boolean isComment(int at) {
    return tokens.get(at).role() == Role.COMMENT;
  }

  private static int firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text.codePointCount(0, text.length()) : text.codePointCount(0, end);
  }

  /** The tokens without comments. */
  private static List<Lexeme> words(List<Lexeme> tokens) {
    List<Lexeme> out = new ArrayList<>(tokens);
    out.removeIf(token -> token.role() == Role.COMMENT);
    return out;
  }
}
