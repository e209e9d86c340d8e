package wml.api.random;

/**
 * A random variable of a workload ({@code set $v=randvar(...)} or {@code cvar(...)}): a
 * distribution with the rounding and limits of its definition.
 *
 * @param name as defined, without the dollar sign
 * @param distribution the values before rounding and clipping
 * @param round values go to the nearest multiple; 0 for none
 * @param min after rounding, lower values become this
 * @param max after rounding, higher values become this
 * @param stateful48 Filebench's own source: in compat mode a variable's draws for file sizes come
 *     from {@link Lcg48} seeded with {@code seed}
 */
public record RandomVariable(
    String name,
    Distribution distribution,
    long round,
    double min,
    double max,
    boolean stateful48,
    long seed) {

  /** Draws from a source. The result owns nothing but the source. */
  public LongSource drawFrom(UniformSource source) {
    return () -> next(source);
  }

  private long next(UniformSource source) {
    double value = distribution.sample(source);
    if (round > 0) {
      value = Math.floor(value / round + 0.5) * round;
    }
    return (long) Math.max(min, Math.min(max, value));
  }

  /** The mean of the distribution, before rounding and clipping. */
  public double mean() {
    return distribution.mean();
  }
}
