package wml.gate.trial;

import java.util.ArrayList;
import java.util.List;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
import wml.api.plan.Quantity;
import wml.api.result.RunResult;
import wml.gate.decision.Judgement;
import wml.gate.decision.Pairs;
import wml.gate.decision.Rule;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.runtime.run.AssertionCheck;

/** What one metric of one run was in the pairs so far. */
final class MetricValues {
  /** With fewer latencies beyond it a quantile says nothing. */
  static final double FEWEST_BEYOND = 20;

  private static final Judgement NONE =
      new Judgement(
          Verdict.INCONCLUSIVE,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  private final String point;
  private final GatedMetric metric;
  private final boolean asked;
  private final List<Pairs.Pair> pairs = new ArrayList<>();
  private String skipped = "";

  /**
   * @param asked whether the file asks for it; else a counter that not both sides tell is left out
   */
  MetricValues(String point, GatedMetric metric, boolean asked) {
    this.point = point;
    this.metric = metric;
    this.asked = asked;
  }

  /** Whether nobody asked for it, and there is nothing to show. */
  boolean isLeftOut() {
    return isCounter() && !asked && !skipped.isEmpty();
  }

  private boolean isCounter() {
    return metric.quantity() instanceof Quantity.Metric m && m.measure().isOfThreads();
  }

  /** Less than a byte per operation is what the harness itself needs now and then. */
  private double value(RunResult run) {
    double value = AssertionCheck.value(metric.quantity(), run);
    boolean heap =
        metric.quantity() instanceof Quantity.Metric m && m.measure() == Quantity.Measure.ALLOCATED;
    return heap ? Math.rint(value) : value;
  }

  GatedMetric metric() {
    return metric;
  }

  Rule rule() {
    return Rule.of(metric);
  }

  Pairs pairs() {
    return new Pairs(pairs);
  }

  boolean isJudged() {
    return skipped.isEmpty() && !pairs.isEmpty();
  }

  boolean isSkippedPrimary() {
    return !skipped.isEmpty() && metric.standing() == Standing.PRIMARY;
  }

  String skipped() {
    return skipped;
  }

  /** Such as {@code p99(read), iosize=4k}. */
  String name() {
    return comparison(NONE).name();
  }

  /**
   * @throws InvalidSideException if only one side has it
   */
  void add(RunResult baseline, RunResult candidate) throws InvalidSideException {
    double before = value(baseline);
    double after = value(candidate);
    boolean oneSided = Double.isFinite(before) != Double.isFinite(after);
    if (oneSided && isCounter() && !asked) {
      skipped = "only one side tells it";
      return;
    }
    if (oneSided) {
      throw new InvalidSideException(
          "the %s measured no %s, but the %s did"
              .formatted(
                  Double.isFinite(before) ? "candidate" : "baseline",
                  name(),
                  Double.isFinite(before) ? "baseline" : "candidate"));
    }
    double beyond =
        Math.min(
            AssertionCheck.beyond(metric.quantity(), baseline),
            AssertionCheck.beyond(metric.quantity(), candidate));
    if (!Double.isFinite(before)) {
      skipped = "no operation completed that it is about";
    } else if (beyond < FEWEST_BEYOND) {
      skipped =
          "a run had %.1f latencies beyond it and %.0f are needed; run longer"
              .formatted(beyond, FEWEST_BEYOND);
    }
    if (skipped.isEmpty()) {
      pairs.add(new Pairs.Pair(before, after));
    }
  }

  /** Median of the pairs' ratios; not a number if there are none. */
  double ratio() {
    double[] ratios =
        pairs.stream().mapToDouble(p -> p.candidate() / p.baseline()).sorted().toArray();
    int n = ratios.length;
    return n == 0 ? Double.NaN : (ratios[(n - 1) / 2] + ratios[n / 2]) / 2;
  }

  /** Without a judgement: it was skipped, or there is none yet. */
  Comparison unjudged() {
    return comparison(NONE);
  }

  Comparison comparison(Judgement judgement) {
    return new Comparison(
        point, metric, metric.at().toString(), skipped, judgement, new Pairs(pairs));
  }
}
