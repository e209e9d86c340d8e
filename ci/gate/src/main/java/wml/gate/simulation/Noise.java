package wml.gate.simulation;

import wml.api.random.Distribution;
import wml.api.random.RandomStream;

/** A part of noise: logarithms of times of consecutive runs. Parts are added. */
@FunctionalInterface
interface Noise {
  double[] logs(int runs, RandomStream random);

  default Noise and(Noise other) {
    return (runs, random) -> {
      double[] sum = logs(runs, random);
      double[] more = other.logs(runs, random);
      for (int i = 0; i < runs; i++) {
        sum[i] += more[i];
      }
      return sum;
    };
  }

  /** A value of its own for each run, which {@code of} gets the index of. */
  private static Noise each(Value of) {
    return (runs, random) -> {
      double[] logs = new double[runs];
      for (int i = 0; i < runs; i++) {
        logs[i] = of.at(i, runs, random);
      }
      return logs;
    };
  }

  /** One run's. */
  @FunctionalInterface
  interface Value {
    double at(int run, int runs, RandomStream random);
  }

  static Noise independent(double deviation) {
    return from(new Distribution.Normal(0, deviation), 1);
  }

  /** Values of a distribution, times {@code factor}. */
  static Noise from(Distribution.Continuous distribution, double factor) {
    return each((run, runs, random) -> factor * distribution.sample(random));
  }

  /** Each run resembles the one before, or, below 0, shuns it. */
  static Noise autoregressive(double correlation, double deviation) {
    Distribution.Continuous normal = new Distribution.Normal(0, deviation);
    double rest = Math.sqrt(1 - correlation * correlation);
    return (runs, random) -> {
      double[] logs = new double[runs];
      double before = normal.sample(random);
      for (int i = 0; i < runs; i++) {
        before = correlation * before + rest * normal.sample(random);
        logs[i] = before;
      }
      return logs;
    };
  }

  /** Slower and slower, by a fraction from the first run to the last. */
  static Noise drift(double whole) {
    return each((run, runs, random) -> Math.log1p(whole * run / (runs - 1.0)));
  }

  /** Slower by a fraction from a random run on. */
  static Noise step(double slower) {
    return (runs, random) -> {
      long from = random.nextLong(runs);
      return each((run, all, same) -> run >= from ? Math.log1p(slower) : 0).logs(runs, random);
    };
  }

  /**
   * Two modes.
   *
   * @param share of runs in the slower mode
   * @param stays how likely a run has the mode of the one before without a draw
   */
  static Noise bimodal(double slower, double share, double stays) {
    return (runs, random) -> {
      double[] logs = new double[runs];
      boolean slow = random.nextDouble() < share;
      for (int i = 0; i < runs; i++) {
        if (random.nextDouble() >= stays) {
          slow = random.nextDouble() < share;
        }
        logs[i] = slow ? Math.log1p(slower) : 0;
      }
      return logs;
    };
  }

  /** Some runs are slower, by a fraction from a distribution. */
  static Noise outliers(double share, Distribution.Continuous slower) {
    return each(
        (run, runs, random) -> random.nextDouble() < share ? Math.log1p(slower.sample(random)) : 0);
  }

  /** Every so many runs, some in a row are slower; from a random one on. */
  static Noise periodic(int period, int disturbed, double slower) {
    return (runs, random) -> {
      long phase = random.nextLong(period);
      return each((run, all, same) -> (run + phase) % period < disturbed ? Math.log1p(slower) : 0)
          .logs(runs, random);
    };
  }

  /** A wave, whose period need not be a whole number of runs. */
  static Noise wave(double period, double amplitude) {
    return (runs, random) -> {
      double phase = random.nextDouble();
      return each((run, all, same) -> amplitude * Math.sin(2 * Math.PI * (run / period + phase)))
          .logs(runs, random);
    };
  }

  /** The second run of each pair is slower. */
  static Noise carryOver(double slower) {
    return each((run, runs, random) -> run % 2 == 1 ? Math.log1p(slower) : 0);
  }
}
