package wml.api.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wml.api.random.Distribution;
import wml.api.random.RandomStream;

final class LatencyHistogramTest {
  private static final double MAX_RELATIVE_ERROR = 0.008;
  private static final double[] PERCENTS = {0, 0.01, 1, 10, 25, 50, 75, 90, 99, 99.9, 99.99, 100};

  /** Latencies of different shape. */
  enum Shape {
    UNIFORM,
    SMALL,
    EXPONENTIAL,
    LONG_TAIL,
    CONSTANT,
    HOURS;

    private Distribution.Continuous distribution() {
      return switch (this) {
        case UNIFORM -> new Distribution.Uniform(0, 5_000_000);
        case SMALL -> new Distribution.Uniform(0, 300);
        case EXPONENTIAL -> new Distribution.Exponential(20_000);
        case LONG_TAIL -> new Distribution.LogNormal(2.5, 9);
        case CONSTANT -> new Distribution.Uniform(12_345, 12_345);
        case HOURS -> new Distribution.Uniform(0, 4e12);
      };
    }

    long[] samples(long seed) {
      Distribution.Continuous distribution = distribution();
      RandomStream random = new RandomStream(seed);
      long[] samples = new long[20_011];
      Arrays.setAll(samples, i -> Math.round(distribution.sample(random)));
      return samples;
    }
  }

  private static LatencyHistogram of(long... values) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long value : values) {
      histogram.record(value);
    }
    return histogram;
  }

  private static List<List<Long>> buckets(LatencyHistogram histogram) {
    List<List<Long>> buckets = new ArrayList<>();
    histogram.forEachBucket((lower, width, count) -> buckets.add(List.of(lower, width, count)));
    return buckets;
  }

  @ParameterizedTest
  @EnumSource
  void percentilesAreWithinTheErrorOfTheSortedSamples(Shape shape) {
    for (long seed = 1; seed <= 5; seed++) {
      long[] samples = shape.samples(seed);
      LatencyHistogram histogram = of(samples);
      Arrays.sort(samples);
      for (double percent : PERCENTS) {
        int rank = Math.max(1, (int) Math.ceil(percent * samples.length / 100));
        double exact = samples[rank - 1];
        assertEquals(
            exact,
            (double) histogram.percentileNanos(percent),
            exact * MAX_RELATIVE_ERROR,
            shape + " seed " + seed + " p" + percent);
      }
      assertEquals(samples[0], histogram.minNanos());
      assertEquals(samples[samples.length - 1], histogram.maxNanos());
      assertEquals(LongStream.of(samples).sum(), histogram.sumNanos());
      assertEquals(LongStream.of(samples).average().orElseThrow(), histogram.meanNanos(), 1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void addedHistogramsEqualOneOfAllSamples(Shape shape) {
    long[] first = shape.samples(1);
    long[] second = Shape.EXPONENTIAL.samples(2);
    LatencyHistogram all =
        of(LongStream.concat(LongStream.of(first), LongStream.of(second)).toArray());
    LatencyHistogram added = of(first);
    LatencyHistogram other = of(second);
    added.add(other);
    assertIterableEquals(buckets(all), buckets(added));
    assertEquals(all.count(), added.count());
    assertEquals(all.sumNanos(), added.sumNanos());
    assertEquals(all.minNanos(), added.minNanos());
    assertEquals(all.maxNanos(), added.maxNanos());
    // The added one keeps no part of the other.
    added.record(1);
    assertEquals(second.length, other.count());
    assertIterableEquals(buckets(of(second)), buckets(other));
  }

  @Test
  void addingToAnEmptyOneSharesNothing() {
    LatencyHistogram other = of(5, 500);
    LatencyHistogram sum = new LatencyHistogram();
    sum.add(other);
    sum.record(500);
    assertEquals(List.of(List.of(5L, 1L, 1L), List.of(500L, 4L, 1L)), buckets(other));
  }

  @Test
  void theEndsAreExact() {
    LatencyHistogram histogram = of(1001, 1003, 1006);
    assertEquals(1001, histogram.percentileNanos(0));
    assertEquals(1006, histogram.percentileNanos(100));
    assertEquals(1001, histogram.minNanos());
    assertEquals(1006, histogram.maxNanos());
  }

  @Test
  void ranksAreNotShiftedByRounding() {
    // 99.9 / 100 is a little above 0.999 as a double.
    LatencyHistogram histogram =
        of(LongStream.rangeClosed(1, 1000).map(i -> i < 1000 ? 7 : 90).toArray());
    assertEquals(7, histogram.percentileNanos(99.9));
    assertEquals(90, histogram.percentileNanos(99.91));
  }

  @Test
  void emptyIsAllZero() {
    LatencyHistogram empty = new LatencyHistogram();
    assertEquals(0, empty.count());
    assertEquals(0, empty.minNanos());
    assertEquals(0, empty.maxNanos());
    assertEquals(0, empty.meanNanos());
    assertEquals(0, empty.percentileNanos(99));
    assertEquals(List.of(), buckets(empty));
    LatencyHistogram some = of(7);
    some.add(empty);
    assertEquals(7, some.minNanos());
  }

  @Test
  void zeroAndNegativeValuesAreZero() {
    LatencyHistogram histogram = of(0, -1, Long.MIN_VALUE);
    assertEquals(List.of(List.of(0L, 1L, 3L)), buckets(histogram));
    assertEquals(0, histogram.minNanos());
    assertEquals(0, histogram.maxNanos());
    assertEquals(0, histogram.sumNanos());
  }

  @Test
  void hugeValuesAreCountedInTheLastBucket() {
    LatencyHistogram histogram = of((1L << 42) - 1, 1L << 42, Long.MAX_VALUE, Long.MAX_VALUE, 1);
    List<List<Long>> buckets = buckets(histogram);
    assertEquals(2, buckets.size());
    assertEquals(4, buckets.get(1).get(2));
    assertEquals(1L << 42, buckets.get(1).get(0) + buckets.get(1).get(1));
    assertEquals(Long.MAX_VALUE, histogram.maxNanos());
    assertEquals(Long.MAX_VALUE, histogram.sumNanos(), "does not wrap");
    assertTrue(histogram.meanNanos() > 0);
  }

  @Test
  void bucketsTouchWithoutGapOrOverlap() {
    LongUnaryOperator next = v -> v < 128 ? v + 1 : v + Math.max(1, v / 200);
    long end = 0;
    LatencyHistogram all = new LatencyHistogram();
    for (long v = 0; v < 1L << 42; v = next.applyAsLong(v)) {
      all.record(v);
    }
    for (List<Long> bucket : buckets(all)) {
      assertEquals(end, bucket.get(0));
      end = bucket.get(0) + bucket.get(1);
      assertTrue(bucket.get(1) == 1 || bucket.get(1) * 64 <= bucket.get(0), bucket.toString());
    }
    assertEquals(1L << 42, end);
  }

  @Test
  void recordingAllocatesNothingOnceWarm() {
    long[] samples = Shape.LONG_TAIL.samples(3);
    LatencyHistogram histogram = of(samples);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long[] allocated = new long[3];
    for (int round = 0; round < allocated.length; round++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (long sample : samples) {
        histogram.record(sample);
      }
      allocated[round] = threads.getThreadAllocatedBytes(id) - before;
    }
    assertArrayEquals(new long[3], allocated);
  }
}
