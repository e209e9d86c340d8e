package wml.runtime.worker;

import java.util.List;
import wml.api.plan.Arrivals;
import wml.api.random.RandomStream;

/**
 * When the operations of one thread are to start. It never waits for them: what is late stays due.
 * Thread i of n takes every n-th arrival from the i-th on, so that threads share nothing and are
 * spread evenly. Owned by its thread; allocates nothing.
 */
abstract sealed class Schedule {
  private static final double SECOND = 1e9;

  private long base;
  private long upcoming;

  /**
   * @param turn of the thread among those that share the rate, from 0
   * @param seed of the thread's own random arrivals
   */
  static Schedule of(Arrivals arrivals, int turn, int threads, long seed) {
    return switch (arrivals) {
      case Arrivals.Constant c -> new Even(c.perSecond(), 1, turn, threads);
      case Arrivals.Bursty b -> new Even(b.perSecond(), b.burst(), turn, threads);
      case Arrivals.Poisson p -> new Memoryless(p.perSecond() / threads, new RandomStream(seed));
      case Arrivals.Replay r -> new Curve(r.curve(), turn, threads);
    };
  }

  /** Arrivals begin anew. */
  final void begin(long nanoTime) {
    base = nanoTime;
    reset();
    next();
  }

  /** Takes an arrival: a time of {@link System#nanoTime}. */
  final long next() {
    long due = upcoming;
    upcoming = base + (long) Math.min((double) Timeline.FOREVER, advance());
    return due;
  }

  /** The arrival that is next to be taken. */
  final long upcoming() {
    return upcoming;
  }

  /** How many arrivals there are on average up to a time of {@link System#nanoTime}. */
  final double expectedUntil(long nanoTime) {
    return expected((double) Math.max(0, nanoTime - base));
  }

  abstract void reset();

  /** The next arrival in nanoseconds from the begin. */
  abstract double advance();

  /** How many arrivals there are on average in some nanoseconds from the begin. */
  abstract double expected(double nanos);

  /** One or more at a time, evenly. */
  private static final class Even extends Schedule {
    private final double period;
    private final long burst;
    private final int turn;
    private final int threads;
    private long group;
    private long inGroup;

    Even(double perSecond, long burst, int turn, int threads) {
      this.period = (double) burst * SECOND / perSecond;
      this.burst = burst;
      this.turn = turn;
      this.threads = threads;
    }

    @Override
    void reset() {
      group = turn;
      inGroup = 0;
    }

    @Override
    double advance() {
      double due = group * period; // a product, not a sum: no drift
      if (++inGroup == burst) {
        inGroup = 0;
        group += threads;
      }
      return due;
    }

    @Override
    double expected(double nanos) {
      return nanos / period * burst / threads;
    }
  }

  /** A Poisson process. */
  private static final class Memoryless extends Schedule {
    private final double mean;
    private final RandomStream random;
    private double due;

    Memoryless(double perSecond, RandomStream random) {
      this.mean = SECOND / perSecond;
      this.random = random;
    }

    @Override
    void reset() {
      due = 0;
    }

    @Override
    double advance() {
      due -= mean * Math.log(1 - random.nextDouble());
      return due;
    }

    @Override
    double expected(double nanos) {
      return nanos / mean;
    }
  }

  /** A rate that is linear between points: arrival m is where the integral of the rate is m. */
  private static final class Curve extends Schedule {
    /** Of each piece: its begin in seconds, the rate and the integral there, the rate's slope. */
    private final double[] begins;

    private final double[] rates;
    private final double[] integrals;
    private final double[] slopes;
    private final int turn;
    private final int threads;
    private long arrival;
    private int piece;

    Curve(List<Arrivals.Point> points, int turn, int threads) {
      int count = points.size() + 1; // one before the first point
      begins = new double[count];
      rates = new double[count];
      integrals = new double[count];
      slopes = new double[count];
      rates[0] = points.getFirst().perSecond();
      for (int i = 1; i < count; i++) {
        Arrivals.Point point = points.get(i - 1);
        double length = point.seconds() - begins[i - 1];
        double end = length == 0 ? point.perSecond() : rates[i - 1] + slopes[i - 1] * length;
        begins[i] = point.seconds();
        rates[i] = point.perSecond();
        integrals[i] = integrals[i - 1] + (length == 0 ? 0 : length * (rates[i - 1] + end) / 2);
        if (i + 1 < count && points.get(i).seconds() > point.seconds()) {
          slopes[i] =
              (points.get(i).perSecond() - rates[i]) / (points.get(i).seconds() - point.seconds());
        }
      }
      this.turn = turn;
      this.threads = threads;
    }

    @Override
    void reset() {
      arrival = turn;
      piece = 0;
    }

    @Override
    double advance() {
      double wanted = arrival;
      arrival += threads;
      while (piece + 1 < begins.length && integrals[piece + 1] <= wanted) {
        piece++;
      }
      double missing = wanted - integrals[piece];
      double rate = rates[piece];
      double root = Math.sqrt(Math.max(0, rate * rate + 2 * slopes[piece] * missing));
      double after = missing == 0 ? 0 : 2 * missing / (rate + root); // infinite where it ends
      return (begins[piece] + after) * SECOND;
    }

    @Override
    double expected(double nanos) {
      double at = nanos / SECOND;
      int i = 0;
      while (i + 1 < begins.length && begins[i + 1] <= at) {
        i++;
      }
      double length = at - begins[i];
      return (integrals[i] + length * (rates[i] + slopes[i] * length / 2)) / threads;
    }
  }
}
