package wml.api.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * When operations are to start, whatever becomes of those before: an open loop. The rate is what
 * all instances of a flowop, thread or process do together on one machine.
 */
public sealed interface Arrivals {
  /** One per nanosecond. */
  double MAX_PER_SECOND = 1e9;

  /** One in eleven days. */
  double MIN_PER_SECOND = 1e-6;

  /** Evenly. */
  record Constant(double perSecond) implements Arrivals {
    @Override
    public String toString() {
      return rate(perSecond);
    }
  }

  /** Independent of each other: the times between them are exponentially distributed. */
  record Poisson(double perSecond) implements Arrivals {
    @Override
    public String toString() {
      return rate(perSecond) + " poisson";
    }
  }

  /**
   * Several at once, and so evenly.
   *
   * @param burst how many
   */
  record Bursty(double perSecond, long burst) implements Arrivals {
    @Override
    public String toString() {
      return rate(perSecond) + " in bursts of " + burst;
    }
  }

  /**
   * As a recorded curve says: linear between its points, before the first and after the last as at
   * them.
   *
   * @param file where it came from
   * @param curve by time; two points at one time are a step
   */
  record Replay(String file, List<Point> curve) implements Arrivals {
    public Replay {
      curve = List.copyOf(curve);
    }

    @Override
    public String toString() {
      return "as in " + file;
    }
  }

  /**
   * A point of a curve.
   *
   * @param seconds from the start of the run
   */
  record Point(double seconds, double perSecond) {}

  /** In the same manner at another rate; a curve gives way to a constant rate. */
  default Arrivals at(double perSecond) {
    return switch (this) {
      case Constant c -> new Constant(perSecond);
      case Poisson p -> new Poisson(perSecond);
      case Bursty b -> new Bursty(perSecond, b.burst());
      case Replay r -> new Constant(perSecond);
    };
  }

  private static String rate(double perSecond) {
    return new BigDecimal(perSecond).round(new MathContext(9)).stripTrailingZeros().toPlainString()
        + "/s";
  }
}
