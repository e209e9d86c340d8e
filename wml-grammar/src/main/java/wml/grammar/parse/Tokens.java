package wml.grammar.parse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import wml.grammar.internal.WmlParser;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/** Where ANTLR's tokens stand in the text, and how messages speak of them. */
final class Tokens {
  private static final BitSet STARTS = new BitSet();

  static {
    STARTS.set(WmlParser.WORD);
    for (int type = 1; type <= WmlParser.VOCABULARY.getMaxTokenType(); type++) {
      String literal = WmlParser.VOCABULARY.getLiteralName(type);
      if (literal != null && WorkloadParser.STATEMENTS.contains(literal.replace("'", ""))) {
        STARTS.set(type);
      }
    }
  }

  private Tokens() {}

  /** Whether a statement, known or unknown, may start with a token. */
  static boolean startsStatement(int tokenType) {
    return tokenType >= 0 && STARTS.get(tokenType);
  }

  /** From the start of one token to the end of another. */
  static Span span(SourceText source, int[] offsets, Token first, Token last) {
    int length = source.text().length();
    int start = first.getType() == Token.EOF ? length : at(offsets, first.getStartIndex());
    int end = last.getType() == Token.EOF ? length : at(offsets, last.getStopIndex() + 1);
    if (first.getType() == Token.EOF && start > 0) {
      start = lastVisible(source.text());
      end = start;
    }
    start = Math.max(0, Math.min(start, length)); // tokens that the parser made up have no place
    return new Span(source, start, Math.max(start, Math.min(end, length)));
  }

  /** Errors at the end of the file are shown behind its last visible character. */
  private static int lastVisible(String text) {
    int at = text.length();
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** The offset of a code point. */
  static int at(int[] offsets, int codePoint) {
    if (offsets.length == 0) {
      return codePoint;
    }
    return offsets[Math.min(codePoint, offsets.length - 1)];
  }

  /** A token for a message. */
  static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    String text = token.getText();
    if (text.length() > 40) {
      text = text.substring(0, text.offsetByCodePoints(0, 37)) + "...";
    }
    return "'" + text.replaceAll("\\p{Cc}", "?") + "'";
  }

  /** What was expected, in the words of the language rather than of the grammar. */
  static String expectation(IntervalSet tokens) {
    if (tokens.contains(WmlParser.NUMBER) && tokens.contains(WmlParser.STRING)) {
      return tokens.contains(WmlParser.NOT) && tokens.contains(WmlParser.CLOSE_BRACE)
          ? "a metric such as p99(all) or '}'"
          : "a value";
    }
    if (tokens.contains(WmlParser.PERCENTAGE)) {
      return tokens.contains(WmlParser.CLOSE_BRACE)
          ? "a branch such as 70% flowop ... or '}'"
          : "a share such as 5%";
    }
    if (tokens.contains(WmlParser.DEFINE) && !tokens.contains(WmlParser.IN)) {
      return !tokens.contains(WmlParser.CLOSE_BRACE) && tokens.contains(Token.EOF)
          ? "a statement"
          : "a statement or '}'";
    }
    if (tokens.contains(WmlParser.WORD)) {
      return tokens.contains(WmlParser.VARIABLE) ? "a name or $variable" : "a name";
    }
    List<String> names = new ArrayList<>();
    for (int type : tokens.toList()) {
      String literal = WmlParser.VOCABULARY.getLiteralName(type);
      names.add(
          literal != null
              ? literal
              : switch (type) {
                case WmlParser.NUMBER -> "a number";
                case WmlParser.PERCENTAGE -> "a percentage";
                case WmlParser.STRING -> "a \"string\"";
                case WmlParser.VARIABLE, WmlParser.MIXED -> "a $variable";
                default -> "something else";
              });
    }
    List<String> distinct = names.stream().distinct().toList();
    return distinct.isEmpty() ? "something else" : String.join(" or ", distinct);
  }
}
