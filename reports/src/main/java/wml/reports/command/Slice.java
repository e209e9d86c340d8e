package wml.reports.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.result.RunResult;
import wml.api.units.Nearest;
import wml.reports.figure.Variable;

/** The runs of results at one value of a swept variable. */
final class Slice {
  private Slice() {}

  /**
   * As numbers, so that {@code 64k} is {@code 65536}, or as written.
   *
   * @throws IllegalArgumentException if no sweep has the variable, or no run the value
   */
  static Map<Path, List<RunResult>> of(
      Map<Path, List<RunResult>> results, String variable, String value) {
    Set<String> variables = new LinkedHashSet<>();
    Set<String> values = new LinkedHashSet<>();
    for (List<RunResult> runs : results.values()) {
      for (RunResult run : runs) {
        variables.addAll(run.point().keySet());
        String here = run.point().get(variable);
        if (here != null) {
          values.add(here);
        }
      }
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "--at: no sweep has a variable '%s'%s\nhelp: there are %s"
              .formatted(
                  variable, Nearest.hint(variable, variables), String.join(", ", variables)));
    }
    Map<Path, List<RunResult>> kept = new LinkedHashMap<>();
    results.forEach(
        (file, runs) -> {
          List<RunResult> there =
              runs.stream().filter(r -> same(r.point().get(variable), variable, value)).toList();
          if (!there.isEmpty()) {
            kept.put(file, there);
          }
        });
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "--at: no run has %s=%s\nhelp: there are %s"
              .formatted(variable, value, String.join(", ", values)));
    }
    return kept;
  }

  private static boolean same(@Nullable String here, String variable, String value) {
    if (here == null || here.equals(value)) {
      return here != null;
    }
    try {
      Variable known = Variable.of(variable, List.of(here, value));
      return known.number(here) == known.number(value);
    } catch (IllegalArgumentException e) {
      return false; // a word
    }
  }
}
