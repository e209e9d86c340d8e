package wml.api.plan;

import wml.api.source.SourcePosition;

/**
 * A metric of a run that {@code wml gate} compares between a baseline and a candidate.
 *
 * @param text as written, such as {@code p99(read)}
 * @param moreIsBetter the direction of a change that is no regression
 * @param tolerance the smallest change for the worse that must not pass, as a fraction: 0.05
 * @param floor an estimated change below it is no regression, however sure, as a fraction: 0.025
 */
public record GatedMetric(
    String text,
    Quantity quantity,
    Quantity.Unit unit,
    Standing standing,
    boolean moreIsBetter,
    double tolerance,
    double floor,
    SourcePosition at) {
  /** What a change for the worse leads to. */
  public enum Standing {
    /** The verdict rests on it; there are at most five. */
    PRIMARY,
    /** A warning. */
    WARNING,
    /** The verdict rests on it, and any change for the worse counts: it is counted, not timed. */
    EXACT
  }

  /** More than these lose too much to the correction for many metrics. */
  public static final int MOST_PRIMARY = 5;
}
