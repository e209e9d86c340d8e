package wml.grammar.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects diagnostics; the same code at the same place counts once. One thread's. */
public final class Diagnostics {
  /** A file with more errors than this is not a workload; the rest would be noise. */
  public static final int LIMIT = 200;

  private final List<Diagnostic> all = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  public void add(Diagnostic d) {
    String place = d.span() == null ? "" : d.span().source().path() + ":" + d.span().start();
    if (seen.size() < LIMIT && seen.add(d.code() + " " + place + " " + d.message())) {
      all.add(d);
    }
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** In the order of their places. */
  public List<Diagnostic> sorted() {
    return all.stream()
        .sorted(
            Comparator.comparingInt((Diagnostic d) -> d.span() == null ? -1 : d.span().start())
                .thenComparing(d -> d.code()))
        .toList();
  }
}
