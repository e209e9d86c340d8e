package wml.reports.figure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wml.api.result.RunResult;

/**
 * Where numbers come from, in the words of a caption.
 *
 * @param text sentences: workload, target, durability, machine, kernel, JVM, commit, date
 */
public record Provenance(String text) {
  private static final List<String> SHOWN =
      List.of("machine_class", "cpu_model", "cpus", "memory", "kernel", "jvm", "wml_commit");

  /** Of the runs of a figure; what differs between them is listed. */
  public static Provenance of(List<RunResult> runs) {
    Collector collector = new Collector();
    runs.forEach(collector::add);
    return collector.provenance();
  }

  /** Collects it from runs that come one at a time. */
  public static final class Collector {
    private final List<Set<String>> facts =
        Stream.generate(() -> (Set<String>) new TreeSet<String>()).limit(7).toList();

    public void add(RunResult run) {
      String digest = run.workload().sha256();
      List<String> values =
          List.of(
              run.workload().path(),
              digest.substring(0, Math.min(12, digest.length())),
              run.target().name() + options(run.target().options()),
              run.target().durability(),
              Long.toString(run.seed()),
              machine(run),
              date(run.startedAt()));
      for (int i = 0; i < values.size(); i++) {
        facts.get(i).add(values.get(i));
      }
    }

    public Provenance provenance() {
      return new Provenance(
          "Workload %s (%s); target %s, durability %s; seed %s. %s. %s."
              .formatted(facts.stream().map(f -> String.join(" / ", f)).toArray()));
    }
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
}
