package wml.runtime.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;
import wml.runtime.limit.QueueModel.Objective;
import wml.runtime.limit.QueueModel.Times;
import wml.runtime.limit.RateSearch.Answer;

/** The search against simulated queues whose answers are known by formulas. */
final class RateSearchTest {
  private static final int SEEDS = 20;
  private static final double CAPACITY = 5000;
  private static final double LIMIT_SECONDS = 5e-3;

  private static void assertFound(double right, Times arrivals, Times services, Objective objective)
      throws IOException {
    for (int seed = 1; seed <= SEEDS; seed++) {
      QueueModel model = new QueueModel(arrivals, services, CAPACITY, objective, seed);
      Answer answer = RateSearch.search(model);
      String said = "seed " + seed + ": " + answer + ", right is " + right;
      assertEquals(right, answer.rate(), 0.03 * right, said);
      assertTrue(answer.complete(), said);
      assertTrue(model.probes <= RateSearch.MOST_PROBES, said);
    }
  }

  /** M/M/1: response times are exponential, P(R > t) = exp(-(capacity - rate) t). */
  @Test
  void findsThePercentileOfExponentialArrivalsAndServices() throws IOException {
    assertFound(
        CAPACITY - Math.log(100) / LIMIT_SECONDS,
        Times.EXPONENTIAL,
        Times.EXPONENTIAL,
        r -> r.percentileNanos(99) < LIMIT_SECONDS * 1e9);
  }

  /** M/D/1: by Pollaczek and Khinchine the mean is s + u s / (2 (1 - u)) at utilisation u. */
  @Test
  void findsTheMeanOfExponentialArrivalsAndConstantServices() throws IOException {
    double service = 1 / CAPACITY;
    double excess = 2 * (1e-3 - service) / service;
    assertFound(
        CAPACITY * excess / (1 + excess),
        Times.EXPONENTIAL,
        Times.CONSTANT,
        r -> r.meanNanos() < 1e6);
  }

  /** D/D/1: nothing waits below the capacity, and the backlog grows above. */
  @Test
  void findsTheCapacityOfConstantArrivalsAndServices() throws IOException {
    assertFound(
        CAPACITY, Times.CONSTANT, Times.CONSTANT, r -> r.percentileNanos(99) < LIMIT_SECONDS * 1e9);
  }

  /** What a search asks, and what it hears: sustained up to a rate. */
  private static class Steps implements Probe {
    final List<Double> asked = new ArrayList<>();
    final double maximum;
    final double limit;

    Steps(double maximum, double limit) {
      this.maximum = maximum;
      this.limit = limit;
    }

    boolean met(double rate) {
      return rate <= limit;
    }

    @Override
    public Observation at(double rate) {
      asked.add(rate);
      return new Observation(rate, rate == UNLIMITED ? maximum : rate, 1, 0, met(rate));
    }
  }

  @Test
  void anObjectiveThatNoRateMeetsIsSaid() throws IOException {
    Steps never = new Steps(1000, 0);
    Answer answer = RateSearch.search(never);
    assertEquals(0, answer.rate());
    assertEquals(1000 / 512.0, answer.failed());
    assertTrue(never.asked.size() <= 12, never.asked.toString());
  }

  @Test
  void aLimitFarBelowTheMaximumIsFound() throws IOException {
    Answer answer = RateSearch.search(new Steps(1_000_000, 4321));
    assertEquals(4321, answer.rate(), 0.01 * 4321);
    assertTrue(answer.failed() > 4321);
  }

  @Test
  void aLimitAboveTheMaximumIsFound() throws IOException {
    assertEquals(1200, RateSearch.search(new Steps(1000, 1200)).rate(), 12);
    Answer none = RateSearch.search(new Steps(1000, 1e9));
    assertTrue(Double.isInfinite(none.failed()) && none.rate() > 4000, none.toString());
  }

  @Test
  void nothingCompletedIsNoRate() throws IOException {
    assertEquals(
        new Answer(0, Double.POSITIVE_INFINITY, 0, 0, false), RateSearch.search(new Steps(0, 1)));
  }

  /** One probe in ten fails by chance far below the limit, one in ten holds above it. */
  @Test
  void disturbedProbesDoNotMisleadIt() throws IOException {
    int good = 0;
    for (int seed = 1; seed <= 100; seed++) {
      RandomStream random = new RandomStream(seed);
      Steps disturbed =
          new Steps(10_000, 7000) {
            @Override
            boolean met(double rate) {
              return super.met(rate) != random.nextDouble() < 0.1;
            }
          };
      Answer answer = RateSearch.search(disturbed);
      assertTrue(disturbed.asked.size() <= RateSearch.MOST_PROBES);
      good += Math.abs(answer.rate() - 7000) <= 0.03 * 7000 ? 1 : 0;
    }
    assertTrue(good >= 80, good + " of 100");
  }

  @Test
  void aRateThatHeldByLuckIsLeftAgain() throws IOException {
    Steps lucky =
        new Steps(1000, 600) {
          private int luck = 1;

          @Override
          boolean met(double rate) {
            return super.met(rate) || (rate > 650 && rate < 800 && luck-- > 0);
          }
        };
    Answer answer = RateSearch.search(lucky);
    assertEquals(600, answer.rate(), 6);
    assertEquals(1, answer.contradictions());
  }

  @Test
  void theNumberOfProbesIsBounded() throws IOException {
    Steps steps = new Steps(1_000_000, 4321);
    Answer answer = RateSearch.search(steps, 8);
    assertEquals(8, steps.asked.size());
    assertEquals(false, answer.complete());
    assertTrue(answer.rate() <= 4321 && answer.failed() > 4321, answer.toString());
  }

  @Test
  void aCurveHasElevenPointsUpToTheMaximum() throws IOException {
    Steps steps = new Steps(1000, 1e9);
    List<LoadCurve.Point> points = LoadCurve.of(steps);
    assertEquals(LoadCurve.PROBES, steps.asked.size());
    assertEquals(100, points.getFirst().seen().rate(), 1e-9);
    assertEquals(1000, points.getLast().seen().rate(), 1e-9);
    assertEquals(11, points.size());
  }
}
