package wml.gate.result;

import wml.api.plan.GatedMetric;
import wml.gate.decision.Judgement;
import wml.gate.decision.Pairs;

/**
 * One metric of one run, compared.
 *
 * @param point of the run in its sweeps, such as {@code iosize=4k}; else empty
 * @param position {@code file:line:column} of the flowop that it is about, or of the gate's line
 * @param skipped why there is no judgement; else empty. Its judgement is then INCONCLUSIVE
 * @param pairs what was measured, in the metric's unit
 */
public record Comparison(
    String point,
    GatedMetric metric,
    String position,
    String skipped,
    Judgement judgement,
    Pairs pairs) {
  /** Such as {@code p99(read), iosize=4k}. */
  public String name() {
    return point.isEmpty() ? metric.text() : metric.text() + ", " + point;
  }
}
