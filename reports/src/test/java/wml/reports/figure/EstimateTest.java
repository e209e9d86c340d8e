package wml.reports.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.measure.LatencyHistogram;
import wml.api.random.RandomStream;

final class EstimateTest {
  /** Ranks of the interval by tables of the binomial distribution. */
  @ParameterizedTest
  @CsvSource({"6, 1, 6", "8, 1, 8", "9, 2, 8", "10, 2, 9", "20, 6, 15", "30, 10, 21", "50, 18, 33"})
  void intervalLiesBetweenTheTabledOrderStatistics(int n, double low, double high) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> i + 1);
    Estimate e = Estimate.of(values);
    assertEquals(n, e.n());
    assertEquals((n + 1) / 2.0, e.median());
    assertEquals(low, e.low());
    assertEquals(high, e.high());
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 11, 40, 200})
  void intervalHoldsTheMedianInNineteenOfTwentyCases(int n) {
    RandomStream random = new RandomStream(n);
    int held = 0;
    int trials = 4_000;
    for (int t = 0; t < trials; t++) {
      double[] values = new double[n];
      Arrays.setAll(values, i -> -Math.log(1 - random.nextDouble()));
      Estimate e = Estimate.of(values);
      if (e.low() <= Math.log(2) && Math.log(2) <= e.high()) {
        held++;
      }
    }
    assertTrue(held >= 0.94 * trials, "seed " + n + ": " + held + " of " + trials);
  }

  @Test
  void fewerThanSixHaveNoInterval() {
    Estimate e = Estimate.of(3, 1, 2, 5, 4);
    assertEquals(3, e.median());
    assertFalse(e.hasInterval());
    assertEquals(Estimate.NONE, Estimate.of(Double.NaN));
  }

  @Test
  void passesBecomeBytesPerSecond() {
    LatencyHistogram passes = new LatencyHistogram();
    for (int i = 1; i <= 99; i++) {
      passes.record(i * 1_000L);
    }
    Estimate e = Estimate.perSecond(50_000, passes);
    assertEquals(1e9, e.median(), 0.01e9);
    assertEquals(50_000 / 60.0 * 1e6, e.low(), e.low() * 0.02);
    assertEquals(50_000 / 40.0 * 1e6, e.high(), e.high() * 0.03);
  }
}
