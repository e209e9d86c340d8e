package wml.cli.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.measure.LatencyHistogram;
import wml.api.measure.MedianInterval;

final class PassTimesTest {
  /** Ranks as in tables of confidence intervals for the median, counted from 0. */
  @ParameterizedTest
  @CsvSource({"6,0", "8,0", "9,1", "10,1", "12,2", "20,5", "50,17", "60,21", "100,39", "1000,468"})
  void intervalsAreThoseOfTheTables(int passes, int outside) {
    assertEquals(outside, MedianInterval.outside(passes));
  }

  /** Of exponential times, whose median is known. */
  @ParameterizedTest
  @ValueSource(ints = {6, 12, 25, 100, 400})
  void intervalsHoldTheMedianInNineteenOfTwentyCases(int passes) {
    Random random = new Random(20_250_101);
    double median = 1e6 * Math.log(2);
    int held = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      PassTimes times =
          new PassTimes(
              LongStream.generate(() -> (long) (-1e6 * Math.log(1 - random.nextDouble())))
                  .limit(passes)
                  .sorted()
                  .toArray());
      held += times.low() <= median && median <= times.high() ? 1 : 0;
    }
    double share = held / (double) trials;
    assertTrue(share > 0.94 && share < 0.99, passes + " passes: " + share);
  }

  @Test
  void fewerThanSixPassesHaveNoInterval() {
    assertEquals(Double.POSITIVE_INFINITY, new PassTimes(5, 5, 5, 5, 5).relative());
    assertEquals(0, new PassTimes(5, 5, 5, 5, 5, 5).relative());
    assertEquals(Double.POSITIVE_INFINITY, PassTimes.NONE.relative());
  }

  @Test
  void roundsAreAddedUp() {
    PassTimes both = new PassTimes(10, 30).and(new PassTimes(20, 40));
    assertArrayEquals(new long[] {10, 20, 30, 40}, both.nanos().toArray());
    assertEquals(25, both.median());
    assertEquals(20, new PassTimes(10, 20, 90).median());
  }

  @Test
  void timesOfAHistogramAreWithinItsBuckets() {
    LatencyHistogram histogram = new LatencyHistogram();
    long[] recorded = {3, 1_000, 1_000_000, 1_000_003, 77_000_000};
    LongStream.of(recorded).forEach(histogram::record);
    long[] seen = PassTimes.of(histogram).nanos().toArray();
    assertEquals(recorded.length, seen.length);
    for (int i = 0; i < seen.length; i++) {
      assertEquals(1, seen[i] / (double) recorded[i], 0.008);
    }
  }
}
