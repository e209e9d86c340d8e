package wml.grammar.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.internal.WmlLexer;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/**
 * What can be said of a file before parsing: characters that don't belong, strings without an end,
 * braces that don't match or nest too deeply for a recursive parser.
 */
final class TokenCheck {
  /** Deeper than any workload, shallow enough for every stack. */
  private static final int MAX_DEPTH = 64;

  /** Operators of one expression; each may cost a recursive parser a stack frame. */
  private static final int MAX_OPERATORS = 1000;

  private static final Pattern NEGATED = Pattern.compile("-\\$([A-Za-z0-9_]+|\\{\\w+}|\\(\\w+\\))");

  private final List<Token> kept = new ArrayList<>();
  private final Set<Token> unmatched = new HashSet<>();
  private boolean parsable = true;
  private boolean openAtEnd;
  private int operators;
  private int openParentheses;

  private TokenCheck() {}

  /**
   * Offsets in UTF-16 units of each code point, because ANTLR counts code points; one more entry
   * for the end. Null-free and small: identity for texts without surrogates is an empty array.
   */
  public static int[] offsets(String text) {
    if (text.codePointCount(0, text.length()) == text.length()) {
      return new int[0];
    }
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
    }
    return offsets;
  }

  public static TokenCheck run(
      SourceText source, List<Token> tokens, int[] offsets, Diagnostics diagnostics) {
    TokenCheck check = new TokenCheck();
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens) {
      Span span = Tokens.span(source, offsets, token, token);
      switch (token.getType()) {
        case WmlLexer.ILLEGAL ->
            diagnostics.add(
                Diagnostic.of(
                        Code.ILLEGAL_CHARACTER, span, "illegal character " + Tokens.describe(token))
                    .help("put text with special characters in \"quotes\""));
        case WmlLexer.UNTERMINATED -> {
          diagnostics.add(
              Diagnostic.of(Code.UNTERMINATED_STRING, span, "this string has no end")
                  .help("close it with \""));
          check.kept.add(token);
          check.unmatched.add(token);
        }
        default -> {
          check.count(token, span, diagnostics);
          check.keep(token);
          check.match(token, span, open, source, offsets, diagnostics);
        }
      }
      if (!check.parsable) {
        return check;
      }
    }
    for (Token token : open) {
      check.openAtEnd = true;
      diagnostics.add(
          Diagnostic.of(
              Code.NESTING,
              Tokens.span(source, offsets, token, token),
              "this '" + token.getText() + "' is never closed"));
      check.close(token);
    }
    return check;
  }

  /** Makes up the missing end, so that what was opened is read with all its attributes. */
  private void close(Token opener) {
    boolean brace = opener.getText().equals("{");
    Token last = kept.get(kept.size() - 1);
    CommonToken closer = new CommonToken(last);
    closer.setType(brace ? WmlLexer.CLOSE_BRACE : WmlLexer.CLOSE_PARENTHESIS);
    closer.setText(brace ? "}" : ")");
    kept.add(closer);
    unmatched.add(closer);
  }

  /** Counts the operators of an expression, which ends where two operands meet. */
  private void count(Token token, Span span, Diagnostics diagnostics) {
    if (isOperator(token)) {
      operators++;
      if (operators > MAX_OPERATORS) {
        parsable = false;
        diagnostics.add(
            Diagnostic.of(
                Code.TOO_LARGE,
                span,
                "an expression of more than " + MAX_OPERATORS + " operators"));
      }
    } else if (openParentheses == 0 && isOperand(token) && endsOperand()) {
      operators = 0;
    }
  }

  private static boolean isOperator(Token token) {
    return switch (token.getType()) {
      case WmlLexer.PLUS, WmlLexer.MINUS, WmlLexer.STAR, WmlLexer.SLASH, WmlLexer.PERCENT -> true;
      case WmlLexer.LESS, WmlLexer.LESS_OR_EQUAL, WmlLexer.GREATER, WmlLexer.GREATER_OR_EQUAL ->
          true;
      case WmlLexer.SAME, WmlLexer.DIFFERENT, WmlLexer.AND, WmlLexer.OR, WmlLexer.NOT -> true;
      default -> false;
    };
  }

  private static boolean isOperand(Token token) {
    return switch (token.getType()) {
      case WmlLexer.EQUALS,
          WmlLexer.COMMA,
          WmlLexer.OPEN_BRACE,
          WmlLexer.CLOSE_BRACE,
          WmlLexer.OPEN_PARENTHESIS,
          WmlLexer.CLOSE_PARENTHESIS ->
          false;
      default -> !isOperator(token);
    };
  }

  /** Whether the last token ends an operand, so that what follows is the next one's. */
  private boolean endsOperand() {
    if (kept.isEmpty()) {
      return false;
    }
    Token last = kept.get(kept.size() - 1);
    return isOperand(last)
        || last.getType() == WmlLexer.CLOSE_PARENTHESIS
        || last.getType() == WmlLexer.CLOSE_BRACE;
  }

  /** A minus glued to its operand is a sign for the lexer; here it becomes an operator. */
  private void keep(Token token) {
    splitPercentage(token);
    boolean subtracts =
        token.getType() == WmlLexer.NUMBER
            && token.getText().startsWith("-")
            && !kept.isEmpty()
            && isValue(kept.get(kept.size() - 1));
    boolean negates =
        token.getType() == WmlLexer.MIXED && NEGATED.matcher(token.getText()).matches();
    if (subtracts || negates) {
      int from = token.getStartIndex();
      kept.add(part(token, WmlLexer.MINUS, from, from));
      kept.add(
          part(
              token,
              subtracts ? WmlLexer.NUMBER : WmlLexer.VARIABLE,
              from + 1,
              token.getStopIndex()));
    } else {
      kept.add(token);
    }
  }

  /** {@code 10%3} is a remainder: what stands right behind the sign is its second operand. */
  private void splitPercentage(Token next) {
    Token last = kept.isEmpty() ? next : kept.get(kept.size() - 1);
    boolean operand =
        switch (next.getType()) {
          case WmlLexer.NUMBER, WmlLexer.VARIABLE, WmlLexer.MIXED -> true;
          case WmlLexer.OPEN_PARENTHESIS -> true;
          default -> false;
        };
    int sign = last.getStopIndex();
    if (last.getType() == WmlLexer.PERCENTAGE && operand && next.getStartIndex() == sign + 1) {
      kept.remove(kept.size() - 1);
      kept.add(part(last, WmlLexer.NUMBER, last.getStartIndex(), sign - 1));
      kept.add(part(last, WmlLexer.PERCENT, sign, sign));
    }
  }

  private static boolean isValue(Token token) {
    return switch (token.getType()) {
      case WmlLexer.NUMBER, WmlLexer.PERCENTAGE, WmlLexer.VARIABLE, WmlLexer.MIXED -> true;
      case WmlLexer.CLOSE_PARENTHESIS -> true;
      default -> false;
    };
  }

  private static Token part(Token whole, int type, int start, int stop) {
    CommonToken part = new CommonToken(whole);
    part.setType(type);
    part.setText(null);
    part.setStartIndex(start);
    part.setStopIndex(stop);
    return part;
  }

  private void match(
      Token token,
      Span span,
      Deque<Token> open,
      SourceText source,
      int[] offsets,
      Diagnostics diagnostics) {
    int type = token.getType();
    if (type != WmlLexer.OPEN_BRACE
        && type != WmlLexer.CLOSE_BRACE
        && type != WmlLexer.OPEN_PARENTHESIS
        && type != WmlLexer.CLOSE_PARENTHESIS) {
      return;
    }
    String text = token.getText();
    openParentheses += text.equals("(") ? 1 : text.equals(")") && openParentheses > 0 ? -1 : 0;
    if (text.equals("{") || text.equals("(")) {
      open.push(token);
      if (open.size() > MAX_DEPTH) {
        parsable = false;
        diagnostics.add(
            Diagnostic.of(Code.NESTING, span, "nested more than " + MAX_DEPTH + " levels deep"));
      }
    } else if (text.equals("}") || text.equals(")")) {
      Token opener = open.peek();
      if (opener != null && opener.getText().equals(text.equals("}") ? "{" : "(")) {
        open.pop();
        return;
      }
      unmatched.add(token);
      Diagnostic d = Diagnostic.of(Code.NESTING, span, "this '" + text + "' closes nothing");
      if (opener != null) {
        Span other = Tokens.span(source, offsets, opener, opener);
        d = d.related(other, "'" + opener.getText() + "' is still open here");
        if (text.equals("}")) {
          open.pop(); // a forgotten ')' must not hide the block's end
          if (!open.isEmpty() && open.peek().getText().equals("{")) {
            open.pop();
          }
        }
      }
      diagnostics.add(d);
    }
  }

  public boolean parsable() {
    return parsable;
  }

  public boolean reportedUnmatched() {
    return openAtEnd;
  }

  public boolean isUnmatched(Token token) {
    return unmatched.contains(token);
  }

  /** The tokens worth parsing, and comments. */
  public List<Token> kept() {
    return kept;
  }

  /** The tokens worth parsing. */
  public ListTokenSource tokens() {
    return new ListTokenSource(kept);
  }
}
