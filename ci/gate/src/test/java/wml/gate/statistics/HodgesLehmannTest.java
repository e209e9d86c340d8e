package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;

final class HodgesLehmannTest {
  private static final double[] ONES = {1, 1, 1, 1, 1};

  @Test
  void isTheMedianOfTheRatiosInsideBlocks() {
    double[] a = {1, 2, 100, 100};
    double[] b = {2, 8, 300, 500};
    // 2/1, 8/1, 2/2, 8/2 and 3, 5, 3, 5: sorted 1 2 3 3 | 4 5 5 8
    assertEquals(Math.sqrt(3 * 4), new HodgesLehmann(a, b, 2).ratio(), 1e-12);
  }

  @Test
  void nothingToNothingIsOneAndSomethingToNothingInfinite() {
    double[] none = new double[5];
    HodgesLehmann equal = new HodgesLehmann(none, none, 5);
    assertEquals(1, equal.ratio());
    assertEquals(new HodgesLehmann.Interval(1, 1), equal.interval(0.025, VanElteren::byRuns));
    assertEquals(Double.POSITIVE_INFINITY, new HodgesLehmann(none, ONES, 5).ratio());
    assertEquals(0, new HodgesLehmann(ONES, none, 5).ratio());
    double[] few = {0, 0, 0, 0, 2};
    assertEquals(1, new HodgesLehmann(none, few, 5).ratio());
  }

  @Test
  void refusesValuesBelowNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HodgesLehmann(ONES, new double[] {1, 1, -1, 1, 1}, 5));
  }

  @Test
  void intervalEndsWhereTheTestRejects() {
    RandomStream random = new RandomStream(1);
    for (ToDoubleFunction<VanElteren> p :
        Arrays.<ToDoubleFunction<VanElteren>>asList(VanElteren::byRuns, VanElteren::byPairs)) {
      double[] a = new double[20];
      double[] b = new double[20];
      Arrays.setAll(a, i -> 1 + random.nextDouble());
      Arrays.setAll(b, i -> 1.3 + random.nextDouble());
      HodgesLehmann.Interval interval = new HodgesLehmann(a, b, 5).interval(0.025, p);
      assertTrue(p.applyAsDouble(VanElteren.of(a, b, interval.low() * 0.9999, 5)) <= 0.025);
      assertTrue(p.applyAsDouble(VanElteren.of(a, b, interval.low() * 1.0001, 5)) > 0.025);
      assertTrue(p.applyAsDouble(VanElteren.of(b, a, 0.9999 / interval.high(), 5)) <= 0.025);
      assertTrue(p.applyAsDouble(VanElteren.of(b, a, 1.0001 / interval.high(), 5)) > 0.025);
    }
  }

  @Test
  void intervalHasTheRatioNineteenTimesOfTwenty() {
    RandomStream random = new RandomStream(2);
    int holds = 0;
    for (int i = 0; i < 2000; i++) {
      double[] a = new double[15];
      double[] b = new double[15];
      Arrays.setAll(a, k -> Math.exp(random.nextDouble()));
      Arrays.setAll(b, k -> 1.2 * Math.exp(random.nextDouble()));
      HodgesLehmann.Interval interval =
          new HodgesLehmann(a, b, 5).interval(0.025, VanElteren::byRuns);
      holds += interval.low() <= 1.2 && 1.2 <= interval.high() ? 1 : 0;
    }
    assertEquals(0.955, holds / 2000.0, 0.015);
  }

  @Test
  void fewPairsHaveNoEnds() {
    double[] one = {1};
    assertEquals(
        new HodgesLehmann.Interval(0, Double.POSITIVE_INFINITY),
        new HodgesLehmann(one, one, 5).interval(0.025, VanElteren::byRuns));
  }
}
