package wml.gate.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.source.SourcePosition;
import wml.compiler.MetricText;
import wml.grammar.diagnostic.Diagnostics;

/** What is compared where a file has no {@code gate} block. */
final class DefaultMetrics {
  private static final double FLOWOP_TOLERANCE = 0.10;

  /** Of one run alone; the runs of a sweep share the alarms that a gate may raise. */
  private static final List<Usual> PRIMARY =
      List.of(
          new Usual("iops(all)", true, 0.05),
          new Usual("p50(all)", false, 0.05),
          new Usual("p99(all)", false, 0.10),
          new Usual("p99.9(all)", false, 0.20));

  /** Any more of them is a regression, if the target tells them at all. */
  private static final List<String> COUNTERS =
      List.of("syscalls(all)", "rpcs(all)", "fsyncs(all)", "moved(all)", "allocated(all)");

  private record Usual(String text, boolean moreIsBetter, double tolerance) {}

  private DefaultMetrics() {}

  /** Of each run of a workload. */
  static List<GatedMetric> of(Plan plan, RunPlan run) {
    int runs = plan.runs().size();
    List<GatedMetric> all = new ArrayList<>();
    for (int i = 0; i < PRIMARY.size(); i++) {
      Usual p = PRIMARY.get(i);
      boolean counts = i == 0 || runs * (i + 1) <= GatedMetric.MOST_PRIMARY;
      Standing standing = counts ? Standing.PRIMARY : Standing.WARNING;
      add(all, run, p.text, standing, p.moreIsBetter, p.tolerance, run.at());
    }
    add(all, run, "errors(all)", Standing.EXACT, false, 0, run.at());
    COUNTERS.forEach(c -> add(all, run, c, Standing.EXACT, false, 0, run.at()));
    Map<String, SourcePosition> flowops = new LinkedHashMap<>();
    run.processes().stream()
        .flatMap(p -> p.threads().stream())
        .flatMap(t -> Step.calls(t.steps()).stream())
        .filter(c -> c.type().signature().category().countsAsIo())
        .forEach(c -> flowops.putIfAbsent(c.name(), c.at()));
    if (flowops.size() > 1) {
      flowops.forEach(
          (name, at) ->
              add(all, run, "p99(" + name + ")", Standing.WARNING, false, FLOWOP_TOLERANCE, at));
    }
    return all;
  }

  /** What the language can't name, such as a flowop called {@code a-b}, is left out. */
  private static void add(
      List<GatedMetric> to,
      RunPlan run,
      String text,
      Standing standing,
      boolean moreIsBetter,
      double tolerance,
      SourcePosition at) {
    MetricText.Metric metric = MetricText.metric("gate", text, run, new Diagnostics());
    if (metric != null) {
      to.add(
          new GatedMetric(
              text,
              metric.quantity(),
              metric.unit(),
              standing,
              moreIsBetter,
              tolerance,
              tolerance / 2,
              at));
    }
  }
}
