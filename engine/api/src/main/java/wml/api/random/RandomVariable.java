package wml.api.random;

/**
 * A random variable of a workload: a distribution with the rounding and limits of its definition.
 *
 * @param name as defined, without the dollar sign; empty for one that was written where it is used
 * @param distribution the values before rounding and clipping
 * @param unit of the values, and of the next three
 * @param round values go to the nearest multiple; 0 for none
 * @param min after rounding, lower values become this
 * @param max after rounding, higher values become this; where ranks serve as values, the last item
 * @param stateful48 Filebench's own source: in compat mode a variable's draws for file sizes come
 *     from {@link Lcg48} seeded with {@code seed}
 */
public record RandomVariable(
    String name,
    Distribution distribution,
    Unit unit,
    double round,
    double min,
    double max,
    boolean stateful48,
    long seed) {

  /** What values are. */
  public enum Unit {
    /** Bytes, indexes or mere numbers. */
    NUMBER(""),
    NANOSECONDS(" ns"),
    /** Parts of a range that the place of use has: 0.5 is its middle. */
    FRACTION(" of the range");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }
  }

  private static final int DRAWS_FOR_MEAN = 100_000;

  /** A variable of numbers. */
  public RandomVariable(
      String name,
      Distribution distribution,
      double round,
      double min,
      double max,
      boolean stateful48,
      long seed) {
    this(name, distribution, Unit.NUMBER, round, min, max, stateful48, seed);
  }

  /** Draws values from a source, which the result owns. A ranking's are min, min + 1, ... */
  public LongSource drawFrom(UniformSource source) {
    return switch (distribution) {
      case Distribution.Continuous c -> () -> (long) limited(c.sample(source));
      case Ranking r -> {
        RankSource ranks = r.over(source);
        long items = (long) max - (long) min + 1;
        yield () -> (long) limited(min + ranks.next(items, 1));
      }
    };
  }

  /**
   * Draws items of ranges from a source, which the result owns. Values choose them by their
   * fraction of the range or by what an item is worth; beyond an end they choose the item there.
   */
  public RankSource ranks(UniformSource source) {
    return switch (distribution) {
      case Ranking r -> r.over(source);
      case Distribution.Continuous c ->
          unit == Unit.FRACTION
              ? (items, size) -> inside(limited(c.sample(source)) * items, items)
              : (items, size) -> inside(limited(c.sample(source)) / size, items);
    };
  }

  private double limited(double sample) {
    double value = round > 0 ? Math.floor(sample / round + 0.5) * round : sample;
    return Math.max(min, Math.min(max, value));
  }

  private static long inside(double item, long items) {
    return Math.clamp((long) item, 0, items - 1);
  }

  /** The mean before rounding and clipping; where ranks serve as values, as drawn. */
  public double mean() {
    return switch (distribution) {
      case Distribution.Continuous c -> c.mean();
      case Ranking r -> {
        LongSource values = drawFrom(new RandomStream(DRAWS_FOR_MEAN));
        double sum = 0;
        for (int i = 0; i < DRAWS_FOR_MEAN; i++) {
          sum += values.next();
        }
        yield sum / DRAWS_FOR_MEAN;
      }
    };
  }

  /** For explain. */
  public String describe() {
    return (name.isEmpty() ? "" : "$" + name + " ") + distribution.describe() + unit.suffix;
  }
}
