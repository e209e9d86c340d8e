package wml.lsp.cursor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.TextToken;
import wml.grammar.syntax.TextToken.Kind;
import wml.lsp.cursor.Context.Head;

/**
 * Finds the statement, function and blocks around a place, going backwards from it. What a broken
 * text means is a guess; that there is an answer is not.
 */
final class Surroundings {
  private static final Set<String> STATEMENTS = Set.copyOf(WorkloadParser.STATEMENTS);

  /** Words behind which a statement's word is an ordinary one. */
  private static final Set<String> TAKE_A_WORD =
      Set.of("define", "flowop", "list", "create", "enable", "load");

  private static final Set<String> OPERATORS =
      Set.of("+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=");

  /** Nobody nests deeper, and no text may make this slow. */
  private static final int FAR = 16;

  private final String text;
  private final List<TextToken> tokens = new ArrayList<>();
  private final List<TextToken> all;

  Surroundings(String text, List<TextToken> all) {
    this.text = text;
    this.all = all;
  }

  /**
   * @param last the last token in front of the place, or -1
   */
  Context context(int last, int offset) {
    for (int i = 0; i <= last; i++) {
      if (all.get(i).kind() != Kind.COMMENT) {
        tokens.add(all.get(i));
      }
    }
    int end = tokens.size() - 1;
    int depth = 0;
    String function = "";
    int arguments = -1;
    for (int i = end; i >= 0; i--) {
      String sign = sign(i);
      switch (sign) {
        case ")" -> depth++;
        case "(" -> {
          if (depth > 0) {
            depth--;
          } else if (arguments < 0 && i > 0 && tokens.get(i - 1).kind() == Kind.WORD) {
            function = word(i - 1);
            arguments = i;
          }
        }
        case "}" -> {
          int open = opening(i);
          if (!isTable(open)) {
            return new Context.StatementStart(around(i));
          }
          i = open;
        }
        case "{" -> {
          if (!isTable(i) && opener(i - 1).keyword().equals("gate")) {
            return inGate(new Head("gate", "", function), i, arguments, end);
          }
          if (!isTable(i)) {
            return arguments >= 0
                ? inFunction(new Head("", "", function), arguments, end)
                : new Context.StatementStart(around(end));
          }
        }
        default -> {
          if (depth == 0 && startsStatement(i)) {
            return in(i, end, function, arguments, offset);
          }
        }
      }
    }
    return arguments >= 0
        ? inFunction(new Head("", "", function), arguments, end)
        : new Context.StatementStart(List.of());
  }

  private Context in(int start, int end, String function, int arguments, int offset) {
    String keyword = word(start);
    String subject =
        end > start && tokens.get(start + 1).kind() == Kind.WORD ? word(start + 1) : "";
    Head head = new Head(keyword, subject, function);
    if (arguments > start) {
      return inFunction(head, arguments, end);
    }
    List<Head> around = keyword.equals("warmup") ? around(start) : List.of();
    if (!around.isEmpty() && around.getFirst().keyword().equals("run")) {
      return start == end ? new Context.Free() : new Context.StatementStart(around);
    }
    boolean named = keyword.equals("define") || keyword.equals("flowop");
    if (named && start == end) {
      return new Context.Subject(head);
    }
    if (named || keyword.equals("thread")) {
      return inAttributes(head, start + (named ? 1 : 0), end);
    }
    if (keyword.equals("param")) {
      return end == start ? new Context.Free() : inAttributes(head, start, end);
    }
    if (sign(end).equals("=")) {
      String attribute = end - 1 > start ? word(end - 1) : "";
      return new Context.Value(head, keyword.equals("set") ? "" : attribute);
    }
    if (isOperator(end)) {
      return new Context.Value(head, "");
    }
    List<String> words = new ArrayList<>();
    for (int i = start + 1; i <= end; i++) {
      words.add(word(i));
    }
    boolean nextLine = end > start && text.substring(tokens.get(end).end(), offset).contains("\n");
    return nextLine && !sign(end).equals(",")
        ? new Context.StatementStart(around(start))
        : new Context.Argument(head, words);
  }

  private Context inGate(Head head, int open, int arguments, int end) {
    if (arguments > open) {
      return inFunction(head, arguments, end);
    }
    int metric = end;
    while (metric > open && !sign(metric).equals(")")) {
      metric--;
    }
    return end == metric
        ? new Context.StatementStart(around(end))
        : inAttributes(head, metric, end);
  }

  private Context inAttributes(Head head, int before, int end) {
    if (end == before || sign(end).equals(",")) {
      return new Context.AttributeName(head, given(before + 1, end));
    }
    if (sign(end).equals("=") && end > before) {
      return new Context.Value(head, word(end - 1));
    }
    if (isOperator(end)) {
      return new Context.Value(head, "");
    }
    return new Context.StatementStart(around(end));
  }

  private Context inFunction(Head head, int arguments, int end) {
    String sign = sign(end);
    if (end == arguments || sign.equals(",")) {
      return new Context.AttributeName(head, given(arguments + 1, end));
    }
    if (sign.equals("=") && end - 1 > arguments) {
      return new Context.Value(head, word(end - 1));
    }
    return isOperator(end) || sign.equals("(") ? new Context.Value(head, "") : new Context.Free();
  }

  /** The names in front of equals signs. */
  private Set<String> given(int from, int to) {
    Set<String> names = new HashSet<>();
    for (int i = from; i <= to; i++) {
      boolean first = i == from || sign(i - 1).equals(",");
      if (first && sign(i).isEmpty()) {
        names.add(word(i));
      }
    }
    return names;
  }

  /** What opened the blocks that are open behind a token, the innermost first. */
  private List<Head> around(int from) {
    List<Head> heads = new ArrayList<>();
    int closed = 0;
    for (int i = from; i >= 0 && heads.size() < FAR; i--) {
      String sign = sign(i);
      if (sign.equals("}")) {
        closed++;
      } else if (sign.equals("{") && closed > 0) {
        closed--;
      } else if (sign.equals("{")) {
        heads.add(opener(i - 1));
      }
    }
    return heads;
  }

  private Head opener(int from) {
    for (int i = from; i >= 0; i--) {
      if (startsStatement(i)) {
        boolean subject = i < from && tokens.get(i + 1).kind() == Kind.WORD;
        return new Head(word(i), subject ? word(i + 1) : "", "");
      }
      if (sign(i).equals("}") && !isTable(opening(i))) {
        break;
      }
    }
    return Head.NONE;
  }

  /** The brace that a closing one closes, or 0. */
  private int opening(int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      String sign = sign(i);
      depth += sign.equals("}") ? 1 : sign.equals("{") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return 0;
  }

  /** Whether an opening brace is a value's rather than a block's. */
  private boolean isTable(int open) {
    int first = open;
    while (first > 0 && open - first < FAR && sign(first - 1).equals("{")) {
      first--;
    }
    return first > 0
        && sign(open).equals("{")
        && isSign(first - 1)
        && "=,(".contains(sign(first - 1));
  }

  private boolean startsStatement(int i) {
    if (tokens.get(i).kind() != Kind.WORD || !STATEMENTS.contains(word(i))) {
      return false;
    }
    if (i == 0) {
      return true;
    }
    return switch (sign(i - 1)) {
      case "=", "," -> onItsOwnLine(i);
      case "(", "+", "-", "*", "/" -> false;
      default -> !isTaken(i);
    };
  }

  /** Behind a value that is yet to be typed the next line's statement stays one. */
  private boolean onItsOwnLine(int i) {
    boolean named = i + 1 < tokens.size() && isSign(i + 1) && "=,(".contains(sign(i + 1));
    String blanks = text.substring(tokens.get(i - 1).end(), tokens.get(i).start());
    return !named && blanks.contains("\n");
  }

  /** Whether the word in front takes this one as its own: {@code define flowop}. */
  private boolean isTaken(int i) {
    int takers = 0;
    while (takers < FAR && i > takers && TAKE_A_WORD.contains(word(i - 1 - takers))) {
      takers++;
    }
    boolean quitMode = i > 1 && word(i - 1).equals("mode") && word(i - 2).equals("set");
    return takers % 2 == 1 || quitMode;
  }

  private boolean isOperator(int i) {
    return isSign(i) && OPERATORS.contains(sign(i));
  }

  private boolean isSign(int i) {
    return i >= 0 && tokens.get(i).kind() == Kind.SIGN;
  }

  /** A sign's text, or "". */
  private String sign(int i) {
    return isSign(i) ? word(i) : "";
  }

  private String word(int i) {
    return tokens.get(i).text(text);
  }
}
