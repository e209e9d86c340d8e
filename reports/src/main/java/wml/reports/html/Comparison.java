package wml.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import wml.reports.store.RecordedCommand;

/** What results differ in besides their numbers. */
public final class Comparison {
  private Comparison() {}

  /** Why numbers of these results may not be comparable; each a sentence. */
  public static List<String> warnings(List<ReportedResult> results) {
    List<String> out = new ArrayList<>();
    ReportedResult a = results.getFirst();
    for (ReportedResult b : results.subList(1, results.size())) {
      String both = a.file().getFileName() + " and " + b.file().getFileName();
      differ(out, both, "ran on machines of different classes", machine(a), machine(b));
      differ(out, both, "ran on different processors", cpu(a), cpu(b));
      differ(out, both, "ran different workloads", workload(a), workload(b));
      if (flowops(a).stream().noneMatch(flowops(b)::contains)) {
        out.add(both + " have no flowop in common: there is nothing to compare");
      }
    }
    for (ReportedResult result : results) {
      if (result.digests().size() > 1) {
        out.add(result.file().getFileName() + " holds runs of different workloads");
      }
      if (fact(result, "machine_class").size() > 1) {
        out.add(result.file().getFileName() + " holds runs from machines of different classes");
      }
    }
    return out;
  }

  private static Set<String> flowops(ReportedResult result) {
    Set<String> names = new TreeSet<>(result.flowopLabels().keySet());
    names.remove(ReportedResult.ALL_IO);
    return names;
  }

  private static void differ(List<String> out, String both, String how, String a, String b) {
    if (!a.equals(b)) {
      out.add("%s %s: %s; %s".formatted(both, how, a, b));
    }
  }

  private static String machine(ReportedResult result) {
    return words(fact(result, "machine_class"));
  }

  private static String cpu(ReportedResult result) {
    return words(fact(result, "cpu_model")) + " x " + words(fact(result, "cpus"));
  }

  private static String workload(ReportedResult result) {
    String digest = String.join(",", new TreeSet<>(result.digests()));
    return "%s (SHA-256 %s)"
        .formatted(
            result.first().workload().path(), digest.substring(0, Math.min(12, digest.length())));
  }

  private static Set<String> fact(ReportedResult result, String name) {
    return result.environment().getOrDefault(name, Set.of());
  }

  private static String words(Set<String> values) {
    return values.isEmpty() ? "unknown" : String.join(" / ", values);
  }

  /** All that a result was measured with, by a name: what differs is what the table shows. */
  static Map<String, String> facts(ReportedResult result) {
    Map<String, String> out = new LinkedHashMap<>();
    var run = result.first();
    out.put("workload", run.workload().path());
    out.put("workload SHA-256", String.join(" / ", result.digests()));
    out.put("target", run.target().name());
    run.target().options().forEach((name, value) -> out.put("target option " + name, value));
    out.put("durability", run.target().durability());
    run.target().facts().forEach((name, value) -> out.put("target " + name, value));
    out.put("seed", Long.toString(run.seed()));
    out.put("meaning", run.meaning());
    result
        .environment()
        .forEach(
            (name, values) -> {
              // The page shows it by itself.
              if (!name.equals(RecordedCommand.FACT)) {
                out.put(name, String.join(" / ", values));
              }
            });
    Set<String> swept = new TreeSet<>();
    result.variables().forEach(v -> swept.add(v.name()));
    run.workload()
        .variables()
        .forEach(
            (name, value) -> {
              if (!swept.contains(name)) {
                out.put("$" + name, value);
              }
            });
    return out;
  }
}
