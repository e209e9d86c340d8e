package wml.runtime.limit;

import java.io.IOException;

/**
 * Searches the highest rate that a target sustains: it keeps the rate and meets an objective.
 *
 * <ol>
 *   <li>The throughput without a rate is the first guess. From there the rate falls, or rises,
 *       until one is sustained and a higher one is not.
 *   <li>The bracket is halved on a logarithmic scale. Far from the limit one success is believed at
 *       once; a failure only if two of three probes fail, unless it is hopeless: a single
 *       disturbance must not cut off all higher rates.
 *   <li>Near the limit two of three probes decide either way.
 *   <li>The answer itself must have been decided so. If it is not confirmed - the objective held at
 *       a higher rate by luck - the search goes on below it.
 * </ol>
 *
 * The number of probes is bounded; what is left of the bracket then is told.
 */
public final class RateSearch {
  /** A dozen halvings of three probes each, and those that find the bracket. */
  public static final int MOST_PROBES = 40;

  /** The bracket's width, as a fraction, at which the search ends. */
  static final double TOLERANCE = 0.01;

  /** Brackets that are wider have rates far from the limit. */
  private static final double NEAR = 1.15;

  /** From the throughput without a rate: a five-hundredth of it is no load. */
  private static final double[] FALLING = {0.5, 0.25, 1 / 16.0, 1 / 512.0};

  /** What is sustained above the throughput without a rate limits itself by its own pauses. */
  private static final double RISING = 1.5;

  private static final int MOST_RISES = 4;

  /** A rate that was not confirmed is left downwards in steps of this. */
  private static final double STEP_BACK = 1.06;

  private final Probe probe;
  private final int mostProbes;
  private int probes;
  private double sustained;
  private double failed = Double.POSITIVE_INFINITY;

  /** Whether two of three probes decided about {@link #sustained}. */
  private boolean confirmed;

  private int unconfirmed;

  private RateSearch(Probe probe, int mostProbes) {
    this.probe = probe;
    this.mostProbes = mostProbes;
  }

  /**
   * What was found.
   *
   * @param rate the highest that is sustained; 0: not even the lowest one was
   * @param failed the lowest one known not to be; infinite: all that were tried are sustained
   * @param maximum the throughput without a rate
   * @param contradictions rates that were sustained first and not when tried again
   * @param complete false if the probes were used up before the bracket was narrow
   */
  public record Answer(
      double rate, double failed, double maximum, int contradictions, boolean complete) {}

  public static Answer search(Probe probe) throws IOException {
    return search(probe, MOST_PROBES);
  }

  static Answer search(Probe probe, int mostProbes) throws IOException {
    RateSearch search = new RateSearch(probe, mostProbes);
    double maximum = search.observe(Probe.UNLIMITED).executed();
    boolean complete = maximum > 0;
    if (complete) {
      search.bracket(maximum);
      complete = search.narrow();
    }
    return new Answer(search.sustained, search.failed, maximum, search.unconfirmed, complete);
  }

  private void bracket(double maximum) throws IOException {
    if (decide(maximum, false)) {
      for (int i = 0; i < MOST_RISES && Double.isInfinite(failed); i++) {
        decide(sustained * RISING, false);
      }
      return;
    }
    for (double share : FALLING) {
      if (isUsedUp() || decide(maximum * share, false)) {
        return;
      }
    }
  }

  /** Returns whether the bracket became narrow. */
  private boolean narrow() throws IOException {
    while (!isUsedUp()) {
      if (sustained == 0 || Double.isInfinite(failed)) {
        return true; // there is no bracket, and no probe would find one
      }
      if (failed / sustained > 1 + TOLERANCE) {
        decide(Math.sqrt(sustained * failed), failed / sustained <= NEAR);
      } else if (confirmed) {
        return true;
      } else {
        confirm();
      }
    }
    return confirmed && failed / sustained <= 1 + TOLERANCE;
  }

  private void confirm() throws IOException {
    double rate = sustained;
    if (!decide(rate, true)) {
      unconfirmed++;
      sustained = 0;
      for (double lower = rate / STEP_BACK; !isUsedUp(); lower /= STEP_BACK) {
        if (decide(lower, true)) {
          return;
        }
      }
    }
  }

  /** Tries a rate, several times if need be, and moves the bracket. */
  private boolean decide(double rate, boolean carefully) throws IOException {
    int yes = 0;
    int no = 0;
    while (yes < 2 && no < 2) {
      if (isUsedUp()) {
        return false; // undecided: the bracket stays
      }
      Observation seen = observe(rate);
      if (seen.sustained()) {
        yes++;
        if (!carefully && no == 0) {
          break;
        }
      } else if (seen.hopeless()) {
        no = 2;
      } else {
        no++;
      }
    }
    boolean good = yes > 0 && no < 2;
    if (good) {
      sustained = rate;
      confirmed = yes == 2;
    } else {
      failed = rate;
    }
    return good;
  }

  private boolean isUsedUp() {
    return probes >= mostProbes;
  }

  private Observation observe(double rate) throws IOException {
    probes++;
    return probe.at(rate);
  }
}
