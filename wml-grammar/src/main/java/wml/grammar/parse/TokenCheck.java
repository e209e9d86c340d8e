package wml.grammar.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  private final List<Token> kept = new ArrayList<>();
  private final Set<Token> unmatched = new HashSet<>();
  private boolean parsable = true;
  private boolean openAtEnd;

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
      Span span = SyntaxBuilder.span(source, offsets, token, token);
      switch (token.getType()) {
        case WmlLexer.ILLEGAL ->
            diagnostics.add(
                Diagnostic.of(
                        Code.ILLEGAL_CHARACTER,
                        span,
                        "illegal character " + SyntaxBuilder.describe(token))
                    .help("put text with special characters in \"quotes\""));
        case WmlLexer.UNTERMINATED -> {
          diagnostics.add(
              Diagnostic.of(Code.UNTERMINATED_STRING, span, "this string has no end")
                  .help("close it with \""));
          check.kept.add(token);
        }
        default -> {
          check.kept.add(token);
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
              SyntaxBuilder.span(source, offsets, token, token),
              "this '" + token.getText() + "' is never closed"));
    }
    return check;
  }

  private void match(
      Token token,
      Span span,
      Deque<Token> open,
      SourceText source,
      int[] offsets,
      Diagnostics diagnostics) {
    String text = token.getText();
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
        Span other = SyntaxBuilder.span(source, offsets, opener, opener);
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

  /** The tokens worth parsing. */
  public ListTokenSource tokens() {
    return new ListTokenSource(kept);
  }
}
