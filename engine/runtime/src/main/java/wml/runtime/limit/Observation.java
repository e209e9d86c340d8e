package wml.runtime.limit;

/**
 * What a target did under a rate.
 *
 * @param rate per second, as planned
 * @param executed per second
 * @param keptShare of the operations that were due in the window, those that started in it
 * @param slip by how much later operations start per second of the window: a backlog that grows
 * @param met whether the objective holds; of a probe without a rate it says nothing
 */
public record Observation(
    double rate, double executed, double keptShare, double slip, boolean met) {
  /** Below, the rate was not kept. */
  public static final double LEAST_KEPT = 0.99;

  /** Above, the backlog grows; below, over a probe's few seconds, it may be a queue that swings. */
  public static final double MOST_SLIP = 0.005;

  /** Below, it needs no second look. */
  private static final double HOPELESS = 0.9;

  /** Whether the target kept up. */
  public boolean kept() {
    return keptShare >= LEAST_KEPT && slip <= MOST_SLIP;
  }

  /** Whether it kept up and met the objective. */
  public boolean sustained() {
    return kept() && met;
  }

  boolean hopeless() {
    return keptShare < HOPELESS;
  }
}
