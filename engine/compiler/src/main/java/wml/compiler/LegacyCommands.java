package wml.compiler;

import java.util.HashSet;
import java.util.Set;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * What is accepted for the sake of old files and does nothing today. Each form is mentioned once
 * per script.
 */
final class LegacyCommands {
  private final Diagnostics diagnostics;
  private final Set<String> mentioned = new HashSet<>();

  LegacyCommands(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Mentions an old form and today's. */
  void note(String form, Span span, String message, String modern) {
    if (mentioned.add(form)) {
      diagnostics.add(Diagnostic.of(Code.LEGACY, span, message).help(modern));
    }
  }

  /** Mentions something that is accepted and ignored. */
  void ignored(String form, Span span, String message, String modern) {
    if (mentioned.add(form)) {
      diagnostics.add(Diagnostic.of(Code.WITHOUT_EFFECT, span, message).help(modern));
    }
  }

  void withoutEffect(Statement.Command c) {
    String keyword = c.keyword().text();
    String help =
        switch (keyword) {
          case "usage" -> "write such text as # comments";
          case "stats" -> "every run prints its statistics; --json FILE keeps them";
          case "warmup" -> "write run { warmup 5s measure 60s }";
          case "fscheck", "fsflush" -> "use system \"...\" for what is needed";
          case "shutdown" -> "processes end with their run";
          case "help" -> "see wml --help";
          case "debug" -> "wml explain shows what a file means";
          case "enable", "domultisync" ->
              "Filebench's multi-client master was never published; start the clients together";
          default -> "remove it";
        };
    ignored(keyword, c.keyword().span(), "'" + keyword + "' has no effect", help);
  }
}
