package wml.grammar.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexemes;
import wml.grammar.syntax.SourceText;

/**
 * Lays a workload file out in the one style: a statement per line, blocks indented by two blanks,
 * lines of up to 100 columns. Comments stay where they are. Formatting twice changes nothing more.
 */
public final class Formatter {
  private Formatter() {}

  /** The text in the one style; empty if it has syntax errors. Never throws. */
  public static Optional<String> format(SourceText source) {
    return format(source, new Diagnostics());
  }

  /**
   * @param diagnostics gets the errors that keep the text from being formatted
   */
  public static Optional<String> format(SourceText source, Diagnostics diagnostics) {
    Optional<List<Lexeme>> lexemes = Lexemes.of(source, diagnostics);
    if (lexemes.isEmpty()) {
      return Optional.empty();
    }
    String laidOut = new Layout(source, lexemes.get()).text();
    // A formatter that changes what a file means is worse than none: look before handing it out.
    SourceText after = new SourceText(source.path(), laidOut);
    return Lexemes.of(after, new Diagnostics())
        .filter(found -> words(after, found).equals(words(source, lexemes.get())))
        .map(same -> laidOut);
  }

  /** What a text says, wherever it stands. */
  private static List<String> words(SourceText source, List<Lexeme> lexemes) {
    List<String> out = new ArrayList<>();
    for (Lexeme lexeme : lexemes) {
      String text = lexeme.text(source.text());
      out.add(lexeme.role() == Lexeme.Role.COMMENT ? text.stripTrailing() : text);
    }
    return out;
  }
}
