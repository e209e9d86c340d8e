package wml.reports.figure;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import wml.api.result.RunResult;

/**
 * Where numbers come from, in the words of a caption.
 *
 * @param text sentences: workload, target, durability, machine, kernel, JVM, commit, date
 */
public record Provenance(String text) {
  private static final List<String> SHOWN =
      List.of("machine_class", "cpu_model", "cpus", "memory", "kernel", "jvm", "wml_commit");

  /** Collects it from the runs of a figure; what differs between them is listed. */
  public static Provenance of(List<RunResult> runs) {
    return new Provenance(
        "Workload %s (%s); target %s, durability %s; seed %s. %s. %s."
            .formatted(
                all(runs, r -> r.workload().path()),
                all(
                    runs,
                    r ->
                        r.workload()
                            .sha256()
                            .substring(0, Math.min(12, r.workload().sha256().length()))),
                all(runs, r -> r.target().name() + options(r.target().options())),
                all(runs, r -> r.target().durability()),
                all(runs, r -> Long.toString(r.seed())),
                all(runs, Provenance::machine),
                all(runs, r -> date(r.startedAt()))));
  }

  private static String options(Map<String, String> options) {
    return options.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(",", options.isEmpty() ? "" : ":", ""));
  }

  private static String machine(RunResult run) {
    Map<String, String> facts = run.environment();
    return SHOWN.stream()
        .filter(name -> !facts.getOrDefault(name, "").isBlank())
        .map(name -> name.replace('_', ' ') + " " + facts.get(name))
        .collect(Collectors.joining(", "));
  }

  private static String date(String startedAt) {
    return startedAt.length() >= 10 ? startedAt.substring(0, 10) : startedAt;
  }

  private static String all(List<RunResult> runs, Function<RunResult, String> fact) {
    return String.join(
        " / ", runs.stream().map(fact).collect(Collectors.toCollection(TreeSet::new)));
  }
}
