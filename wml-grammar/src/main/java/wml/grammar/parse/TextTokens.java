package wml.grammar.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import wml.grammar.internal.WmlLexer;
import wml.grammar.syntax.TextToken;
import wml.grammar.syntax.TextToken.Kind;

/**
 * The tokens of a text as an editor sees them: comments are among them, and every character but
 * blanks belongs to one. Never throws for any text.
 */
public final class TextTokens {
  private static final Kind[] KINDS = kinds();

  private TextTokens() {}

  public static List<TextToken> of(String text) {
    WmlLexer lexer = new WmlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    int[] offsets = TokenCheck.offsets(text);
    List<TextToken> out = new ArrayList<>();
    for (Token token : lexer.getAllTokens()) {
      out.add(
          new TextToken(
              KINDS[token.getType()],
              Tokens.at(offsets, token.getStartIndex()),
              Tokens.at(offsets, token.getStopIndex() + 1)));
    }
    return out;
  }

  private static Kind[] kinds() {
    Vocabulary vocabulary = WmlLexer.VOCABULARY;
    Kind[] kinds = new Kind[vocabulary.getMaxTokenType() + 1];
    for (int type = 0; type < kinds.length; type++) {
      String literal = vocabulary.getLiteralName(type);
      kinds[type] =
          switch (type) {
            case WmlLexer.NUMBER, WmlLexer.PERCENTAGE -> Kind.NUMBER;
            case WmlLexer.STRING -> Kind.STRING;
            case WmlLexer.UNTERMINATED -> Kind.UNTERMINATED;
            case WmlLexer.VARIABLE -> Kind.VARIABLE;
            case WmlLexer.MIXED -> Kind.MIXED;
            case WmlLexer.COMMENT -> Kind.COMMENT;
            case WmlLexer.WORD -> Kind.WORD;
            case WmlLexer.ILLEGAL -> Kind.ILLEGAL;
            default ->
                literal != null && Character.isLetter(literal.charAt(1)) ? Kind.WORD : Kind.SIGN;
          };
    }
    return kinds;
  }
}
