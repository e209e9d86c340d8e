package wml.runtime.limit;

import wml.api.measure.LatencyHistogram;
import wml.api.random.RandomStream;

/**
 * A simulated server with one queue, in simulated time: test code, no target. Its capacity is known
 * by formulas, so that a search has a right answer. One thread's.
 */
final class QueueModel implements Probe {
  private static final double SECONDS = 10;

  /** How times between arrivals and times of service vary. */
  enum Times {
    CONSTANT,
    EXPONENTIAL
  }

  /** What must hold of the response times of a probe, in nanoseconds. */
  interface Objective {
    boolean holds(LatencyHistogram response);
  }

  private final Times arrivals;
  private final Times services;
  private final double servicesPerSecond;
  private final Objective objective;
  private final RandomStream random;
  int probes;

  QueueModel(
      Times arrivals, Times services, double servicesPerSecond, Objective objective, long seed) {
    this.arrivals = arrivals;
    this.services = services;
    this.servicesPerSecond = servicesPerSecond;
    this.objective = objective;
    this.random = new RandomStream(seed);
  }

  private double draw(Times times, double mean) {
    return times == Times.CONSTANT ? mean : -Math.log(1 - random.nextDouble()) * mean;
  }

  @Override
  public Observation at(double rate) {
    probes++;
    LatencyHistogram response = new LatencyHistogram();
    double service = 1 / servicesPerSecond;
    if (rate == UNLIMITED) {
      int done = 0;
      for (double now = 0; now < SECONDS; now += draw(services, service)) {
        done++;
      }
      return new Observation(rate, done / SECONDS, 1, 0, true);
    }
    double free = 0;
    long due = 0;
    long started = 0;
    double[] delay = new double[3];
    long[] count = new long[3];
    for (double arrival = draw(arrivals, 1 / rate);
        arrival < SECONDS;
        arrival += draw(arrivals, 1 / rate)) {
      due++;
      double start = Math.max(arrival, free);
      free = start + draw(services, service);
      if (start < SECONDS) {
        started++;
        response.record((long) ((free - arrival) * 1e9));
        int third = (int) (3 * start / SECONDS);
        delay[third] += start - arrival;
        count[third]++;
      }
    }
    double slip =
        (delay[2] / Math.max(1, count[2]) - delay[0] / Math.max(1, count[0])) / (SECONDS * 2 / 3);
    return new Observation(
        rate,
        started / SECONDS,
        due == 0 ? 1 : (double) started / due,
        slip,
        objective.holds(response));
  }
}
