package wml.grammar.diagnostic;

import java.util.Comparator;
import java.util.List;
import wml.grammar.syntax.Span;

/**
 * A change of a text that can be made without asking.
 *
 * @param title what it does, for people
 * @param span what it replaces
 */
public record Fix(String title, Span span, String replacement) {
  /** A text with fixes made, which must not overlap. */
  public static String apply(String text, List<Fix> fixes) {
    StringBuilder out = new StringBuilder(text);
    fixes.stream()
        .sorted(Comparator.comparingInt((Fix fix) -> fix.span().start()).reversed())
        .forEach(fix -> out.replace(fix.span().start(), fix.span().end(), fix.replacement()));
    return out.toString();
  }
}
