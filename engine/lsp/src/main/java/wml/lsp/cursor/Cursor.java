package wml.lsp.cursor;

import java.util.List;
import wml.grammar.syntax.TextToken;
import wml.grammar.syntax.TextToken.Kind;
import wml.lsp.text.Snapshot;

/**
 * A place in a text that may be half-typed. Only the tokens in front of it count, so that whatever
 * follows, or is missing, does not matter.
 *
 * @param start where the word at the place begins
 * @param end where it ends, for what replaces it
 */
public record Cursor(Context context, int start, int end) {
  /** What could stand at an offset; the word up to it is taken as unfinished. */
  public static Cursor at(Snapshot snapshot, int offset) {
    String text = snapshot.text();
    List<TextToken> tokens = snapshot.tokens();
    int touching = touching(tokens, offset);
    TextToken token = touching < 0 ? null : tokens.get(touching);
    if (token != null && token.kind() == Kind.COMMENT) {
      return new Cursor(new Context.Free(), offset, offset);
    }
    int dollar = dollar(text, offset);
    if (dollar >= 0) {
      return new Cursor(new Context.Variable(), dollar, variableEnd(text, dollar, offset));
    }
    boolean word = token != null && isWord(token, offset);
    int last = word ? touching - 1 : touching;
    if (!word && token != null && token.end() > offset) {
      last = touching - 1; // inside a sign: there are none of two characters but comparisons
    }
    Context context = new Surroundings(text, tokens).context(last, offset);
    if (!word || token == null) {
      return new Cursor(context, offset, offset);
    }
    boolean quoted = token.kind() == Kind.STRING || token.kind() == Kind.UNTERMINATED;
    if (quoted && !(context instanceof Context.Value)) {
      return new Cursor(new Context.Free(), offset, offset);
    }
    int start = token.start() + (quoted ? 1 : 0);
    int end = token.kind() == Kind.STRING ? token.end() - 1 : token.end();
    return new Cursor(context, start, Math.max(offset, end));
  }

  /** The last token that starts before an offset, or -1. */
  private static int touching(List<TextToken> tokens, int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int found = low - 1;
    if (found >= 0 && tokens.get(found).end() < offset) {
      TextToken t = tokens.get(found);
      return t.kind() == Kind.COMMENT ? found - 1 : found;
    }
    return found;
  }

  private static boolean isWord(TextToken token, int offset) {
    return switch (token.kind()) {
      case WORD, NUMBER, VARIABLE, MIXED, ILLEGAL -> token.end() >= offset;
      case UNTERMINATED -> token.end() >= offset;
      case STRING -> token.end() > offset;
      case SIGN, COMMENT -> false;
    };
  }

  /** Where the dollar sign of the variable that is being typed stands, or -1. */
  private static int dollar(String text, int offset) {
    int at = offset;
    while (at > 0 && isNameCharacter(text.charAt(at - 1))) {
      at--;
    }
    if (at > 1 && (text.charAt(at - 1) == '{' || text.charAt(at - 1) == '(')) {
      return text.charAt(at - 2) == '$' ? at - 2 : -1;
    }
    return at > 0 && text.charAt(at - 1) == '$' ? at - 1 : -1;
  }

  private static int variableEnd(String text, int dollar, int offset) {
    int end = offset;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    boolean enclosed = dollar + 1 < text.length() && "{(".indexOf(text.charAt(dollar + 1)) >= 0;
    boolean closed = enclosed && end < text.length() && "})".indexOf(text.charAt(end)) >= 0;
    return closed ? end + 1 : end;
  }

  private static boolean isNameCharacter(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
  }
}
