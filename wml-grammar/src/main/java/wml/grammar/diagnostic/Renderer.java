package wml.grammar.diagnostic;

import java.util.Locale;
import wml.grammar.syntax.Span;

/**
 * Prints diagnostics for a person: {@code file:line:col: error[WML0203]: message}, the source line,
 * carets under the place, then {@code note:} and {@code help:} lines.
 */
public final class Renderer {
  /** Longer source lines are cut around the place. */
  private static final int MAX_LINE = 160;

  /** Longer messages are cut: names may be as long as the file. */
  private static final int MAX_MESSAGE = 1000;

  private Renderer() {}

  public static String render(Diagnostic d) {
    StringBuilder out = new StringBuilder();
    Span span = d.span();
    if (span != null) {
      out.append(place(span)).append(": ");
    }
    out.append(d.severity().label()).append('[').append(d.code().id()).append("]: ");
    out.append(clean(d.message())).append('\n');
    if (span != null) {
      excerpt(out, span.source().lineText(span.line()), span.column(), width(span));
    }
    for (Diagnostic.Related related : d.related()) {
      out.append(place(related.span()))
          .append(": note: ")
          .append(clean(related.message()))
          .append('\n');
      Span other = related.span();
      excerpt(out, other.source().lineText(other.line()), other.column(), width(other));
    }
    if (d.help() != null) {
      out.append("help: ").append(clean(d.help())).append('\n');
    }
    return out.toString();
  }

  /** Values in messages come from the file: they get no line breaks, control codes or novels. */
  private static String clean(String message) {
    String shown =
        message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
    return shown.replaceAll("\\p{Cc}", "?");
  }

  private static String place(Span span) {
    return span.source().path() + ":" + span.line() + ":" + span.column();
  }

  /** How many characters of the first line a span covers, at least 1. */
  private static int width(Span span) {
    int onLine = span.source().lineText(span.line()).length() - span.column() + 1;
    return Math.max(1, Math.min(span.end() - span.start(), onLine));
  }

  /**
   * The line and carets below it. Tabs stay tabs, so that the carets stand right whatever their
   * width; control characters become dots.
   */
  public static void excerpt(StringBuilder out, String line, int column, int width) {
    int from = line.length() <= MAX_LINE ? 0 : Math.max(0, column - 1 - MAX_LINE / 2);
    int to = Math.min(line.length(), from + MAX_LINE);
    if (from > 0 && Character.isLowSurrogate(line.charAt(from))) {
      from--;
    }
    if (to < line.length() && Character.isLowSurrogate(line.charAt(to))) {
      to++;
    }
    String shown = line.substring(from, to).replaceAll("[\\p{Cc}&&[^\t]]", ".");
    out.append("  ").append(shown).append('\n').append("  ");
    for (int i = from; i < Math.min(column - 1, to); i++) {
      out.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    out.append('^').append("~".repeat(Math.max(0, Math.min(width, to - column + 1) - 1)));
    out.append('\n');
  }

  /** "2 errors, 1 warning". */
  public static String count(Diagnostics diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Severity severity : Severity.values()) {
      long n = diagnostics.sorted().stream().filter(d -> d.severity() == severity).count();
      if (n > 0) {
        out.append(out.isEmpty() ? "" : ", ");
        out.append(String.format(Locale.ROOT, "%d %s%s", n, severity.label(), n == 1 ? "" : "s"));
      }
    }
    return out.isEmpty() ? "no errors" : out.toString();
  }
}
