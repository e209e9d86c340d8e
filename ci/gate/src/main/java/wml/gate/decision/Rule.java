package wml.gate.decision;

import wml.api.plan.GatedMetric.Standing;

/**
 * How one metric is judged; the numbers are those of {@link wml.api.plan.GatedMetric}.
 *
 * @param tolerance the smallest change for the worse that must not pass, as a fraction
 * @param floor an estimated change below it is no regression, as a fraction
 */
public record Rule(Standing standing, boolean moreIsBetter, double tolerance, double floor) {}
