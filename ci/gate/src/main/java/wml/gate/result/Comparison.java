package wml.gate.result;

import java.util.Comparator;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
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
  /** By what is to be done about it, then by how much worse it became. */
  public static final Comparator<Comparison> WORST_FIRST =
      Comparator.comparing(Comparison::finding)
          .thenComparing(Comparator.comparingDouble(Comparison::worsening).reversed());

  /** What a comparison means for who reads of it, the worst first. */
  public enum Finding {
    /** The verdict rests on it. */
    REGRESSION,
    /** As sure, but the verdict does not rest on it. */
    WARNING,
    /** Never a pass. */
    INCONCLUSIVE,
    SKIPPED,
    PASS
  }

  /** Such as {@code p99(read), iosize=4k}. */
  public String name() {
    return point.isEmpty() ? metric.text() : metric.text() + ", " + point;
  }

  /** What it means. */
  public Finding finding() {
    if (!skipped.isEmpty()) {
      return Finding.SKIPPED;
    }
    return switch (judgement.verdict()) {
      case PASS -> Finding.PASS;
      case REGRESSION ->
          metric.standing() == Standing.WARNING ? Finding.WARNING : Finding.REGRESSION;
      case INCONCLUSIVE, UNSTABLE, INVALID -> Finding.INCONCLUSIVE;
    };
  }

  /** Whether the verdict can rest on it. */
  public boolean counts() {
    return metric.standing() != Standing.WARNING;
  }

  /** The estimated change for the worse as a logarithm; below 0: it became better. */
  private double worsening() {
    double log = Math.log(judgement.ratio());
    return Double.isNaN(log) ? Double.NEGATIVE_INFINITY : metric.moreIsBetter() ? -log : log;
  }
}
