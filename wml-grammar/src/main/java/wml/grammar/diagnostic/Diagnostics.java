package wml.grammar.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import wml.grammar.syntax.SourceText;

/**
 * Collects diagnostics; the same message at the same place counts once. Errors and the rest have
 * limits of their own, so that no number of warnings hides an error. One thread's.
 */
public final class Diagnostics {
  /** A file with more errors than this is not a workload; the rest would be noise. */
  public static final int LIMIT = 200;

  private final List<Diagnostic> all = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /** Files in the order in which they were first mentioned. */
  private final IdentityHashMap<SourceText, Integer> files = new IdentityHashMap<>();

  private int errors;

  public void add(Diagnostic d) {
    boolean error = d.severity() == Severity.ERROR;
    if ((error ? errors : all.size() - errors) >= LIMIT) {
      return;
    }
    String place = "";
    if (d.span() != null) {
      int file = files.computeIfAbsent(d.span().source(), f -> files.size());
      place = file + ":" + d.span().start();
    }
    if (seen.add(d.code() + " " + place + " " + d.message())) {
      all.add(d);
      errors += error ? 1 : 0;
    }
  }

  /** How many errors there are so far. */
  public int errors() {
    return errors;
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** Whether further errors are dropped; what only serves their wording can be left out. */
  public boolean isFull() {
    return errors >= LIMIT;
  }

  /** By file, then in the order of their places; first what has none. */
  public List<Diagnostic> sorted() {
    return all.stream()
        .sorted(
            Comparator.comparingInt(this::file)
                .thenComparingInt(d -> d.span() == null ? -1 : d.span().start())
                .thenComparing(Diagnostic::code))
        .toList();
  }

  private int file(Diagnostic d) {
    return d.span() == null ? -1 : files.getOrDefault(d.span().source(), 0);
  }
}
