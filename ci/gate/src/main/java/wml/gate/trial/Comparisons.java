package wml.gate.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.result.RunResult;
import wml.gate.decision.Decision;
import wml.gate.decision.Design;
import wml.gate.decision.Judgement;
import wml.gate.decision.Outcome;
import wml.gate.decision.Pairs;
import wml.gate.decision.Rule;
import wml.gate.result.Comparison;
import wml.gate.result.Shift;

/** The values of all metrics in the pairs so far, and what they mean. One thread's. */
final class Comparisons {
  private static final double[] SHIFTS = {50, 90, 99, 99.9};
  private static final Rule SHIFT = new Rule(Standing.WARNING, false, 0.05, 0.025);

  private final Design design;
  private final List<List<MetricValues>> byRun = new ArrayList<>();
  private final List<MetricValues> all = new ArrayList<>();
  private final List<List<Pairs.Pair>> shifts = new ArrayList<>();
  private final Set<Integer> thin = new TreeSet<>();
  private int pairs;

  Comparisons(Design design, Plan plan) {
    this.design = design;
    for (RunPlan run : plan.runs()) {
      String point = pointText(run);
      List<MetricValues> own =
          metrics(plan, run).stream()
              .map(m -> new MetricValues(point, m, !run.gate().isEmpty()))
              .toList();
      byRun.add(own);
      all.addAll(own);
    }
    for (int i = 0; i < SHIFTS.length; i++) {
      shifts.add(new ArrayList<>());
    }
  }

  private static List<GatedMetric> metrics(Plan plan, RunPlan run) {
    return run.gate().isEmpty() ? DefaultMetrics.of(plan, run) : run.gate();
  }

  private static String pointText(RunPlan run) {
    List<String> words = new ArrayList<>();
    run.point().forEach((name, value) -> words.add(name + "=" + value));
    return String.join(", ", words);
  }

  int pairs() {
    return pairs;
  }

  void add(Trial.Measured.Both both) throws InvalidSideException {
    for (int run = 0; run < byRun.size(); run++) {
      for (MetricValues values : byRun.get(run)) {
        if (values.skipped().isEmpty()) {
          values.add(both.baseline().get(run), both.candidate().get(run));
        }
      }
    }
    LatencyHistogram before = latencies(both.baseline());
    LatencyHistogram after = latencies(both.candidate());
    for (int i = 0; i < SHIFTS.length; i++) {
      double beyond = Math.min(before.count(), after.count()) * (100 - SHIFTS[i]) / 100;
      if (beyond < MetricValues.FEWEST_BEYOND) {
        thin.add(i);
      } else {
        shifts
            .get(i)
            .add(
                new Pairs.Pair(
                    before.percentileNanos(SHIFTS[i]), after.percentileNanos(SHIFTS[i])));
      }
    }
    pairs++;
  }

  private static LatencyHistogram latencies(List<RunResult> runs) {
    LatencyHistogram sum = new LatencyHistogram();
    runs.forEach(run -> sum.add(run.ioLatency()));
    return sum;
  }

  private List<MetricValues> judged() {
    return all.stream().filter(MetricValues::isJudged).toList();
  }

  /** Whether a verdict can rest on anything: on a primary metric, if there are any. */
  boolean anythingCounts() {
    boolean timed = all.stream().anyMatch(v -> v.metric().standing() == Standing.PRIMARY);
    Standing needed = timed ? Standing.PRIMARY : Standing.EXACT;
    return judged().stream().anyMatch(v -> v.metric().standing() == needed);
  }

  Outcome look() {
    List<MetricValues> these = judged();
    return Decision.look(
        design,
        these.stream().map(MetricValues::rule).toList(),
        these.stream().map(MetricValues::pairs).toList());
  }

  /** The worst first. */
  List<Comparison> of(Outcome outcome) {
    List<Comparison> out = new ArrayList<>();
    List<MetricValues> these = judged();
    for (int i = 0; i < these.size(); i++) {
      out.add(these.get(i).comparison(outcome.judgements().get(i)));
    }
    all.stream().filter(v -> !v.isJudged() && !v.isLeftOut()).forEach(v -> out.add(v.unjudged()));
    out.sort(Comparison.WORST_FIRST);
    return out;
  }

  List<Shift> shifts() {
    List<Shift> out = new ArrayList<>();
    for (int i = 0; i < SHIFTS.length; i++) {
      if (!thin.contains(i) && !shifts.get(i).isEmpty()) {
        Judgement j =
            Decision.look(design, List.of(SHIFT), List.of(new Pairs(shifts.get(i))))
                .judgements()
                .getFirst();
        out.add(new Shift(SHIFTS[i], j.ratio(), j.low(), j.high()));
      }
    }
    return out;
  }

  /** Primary metrics without a judgement: nobody is to think that they passed. */
  List<String> warnings() {
    return all.stream()
        .filter(MetricValues::isSkippedPrimary)
        .map(v -> "%s was not judged: %s".formatted(v.name(), v.skipped()))
        .toList();
  }

  /** Such as {@code iops(all) x1.003}. */
  String progress() {
    for (MetricValues values : judged()) {
      if (values.metric().standing() == Standing.PRIMARY) {
        return "%s x%.3f".formatted(values.name(), values.ratio());
      }
    }
    return "";
  }
}
