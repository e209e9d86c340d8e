package wml.gate.decision;

import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;

/**
 * How one metric is judged; the numbers are those of {@link GatedMetric}.
 *
 * @param tolerance the smallest change for the worse that must not pass, as a fraction
 * @param floor an estimated change below it is no regression, as a fraction
 */
public record Rule(Standing standing, boolean moreIsBetter, double tolerance, double floor) {
  public Rule {
    if (!(tolerance >= 0 && floor >= 0) || (moreIsBetter && (tolerance >= 1 || floor >= 1))) {
      throw new IllegalArgumentException(
          "no fractions of a change: tolerance %s, floor %s".formatted(tolerance, floor));
    }
  }

  public static Rule of(GatedMetric metric) {
    return new Rule(metric.standing(), metric.moreIsBetter(), metric.tolerance(), metric.floor());
  }

  /** How many times worse a change for the worse by a fraction is: of 5 %, 1.05 or 1 / 0.95. */
  double times(double fraction) {
    return moreIsBetter ? 1 / (1 - fraction) : 1 + fraction;
  }

  /** The fraction of a change for the worse that is so many times worse. */
  double fraction(double times) {
    return moreIsBetter ? 1 - 1 / times : times - 1;
  }
}
