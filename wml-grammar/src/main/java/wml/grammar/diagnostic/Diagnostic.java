package wml.grammar.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Span;

/**
 * One thing to say about a workload file.
 *
 * @param span where, or null if it is about no place in a file (a command-line setting)
 * @param related other places that explain it
 * @param help what to do, or null
 */
public record Diagnostic(
    Code code, @Nullable Span span, String message, List<Related> related, @Nullable String help) {
  public Diagnostic {
    related = List.copyOf(related);
  }

  /** Another place and what it has to do with the diagnostic. */
  public record Related(Span span, String message) {}

  public static Diagnostic of(Code code, @Nullable Span span, String message) {
    return new Diagnostic(code, span, message, List.of(), null);
  }

  public Diagnostic help(@Nullable String text) {
    return new Diagnostic(code, span, message, related, text);
  }

  public Diagnostic related(Span where, String what) {
    List<Related> all = new ArrayList<>(related);
    all.add(new Related(where, what));
    return new Diagnostic(code, span, message, all, help);
  }

  public Severity severity() {
    return code.severity();
  }
}
