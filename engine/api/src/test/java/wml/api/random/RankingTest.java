package wml.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each ranking against the probabilities of its definition. */
final class RankingTest {
  private static final int DRAWS = 200_000;

  /** How long the compiler may take on a busy machine before what is allocated counts. */
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static Arguments of(Ranking ranking, int items, IntToDoubleFunction weight) {
    return Arguments.of(Named.of(ranking.describe() + " of " + items, ranking), items, weight);
  }

  static Stream<Arguments> rankings() {
    Stream.Builder<Arguments> all = Stream.builder();
    for (double theta : new double[] {0.01, 0.5, 0.99, 1, 1 + 1e-10, 1.2, 2, 7}) {
      for (int items : new int[] {1, 2, 3, 50, 1000}) {
        all.add(of(new Ranking.Zipf(theta), items, k -> Math.pow(k + 1, -theta)));
      }
    }
    for (double shape : new double[] {0.2, 1, 3}) {
      all.add(
          of(
              new Ranking.Pareto(shape),
              100,
              k -> Math.pow(k + 1, -shape) - Math.pow(k + 2, -shape)));
    }
    for (double h : new double[] {0.1, 0.2, 0.5}) {
      double power = Math.log1p(-h) / Math.log(h);
      all.add(
          of(
              new Ranking.SelfSimilar(h),
              100,
              k -> Math.pow((k + 1) / 100.0, power) - Math.pow(k / 100.0, power)));
    }
    all.add(of(new Ranking.HotSet(0.1, 0.9, 0, 0), 50, k -> k < 5 ? 0.9 / 5 : 0.1 / 45));
    all.add(of(new Ranking.HotSet(1, 0.3, 0, 0), 50, k -> 1));
    all.add(of(new Ranking.HotSet(0.001, 0.5, 0, 0), 50, k -> k < 1 ? 0.5 : 0.5 / 49));
    // all positions of the window together: even
    all.add(of(new Ranking.HotSet(0.1, 0.9, 7, 0.1), 50, k -> 1));
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void drawsFollowTheRanking(Ranking ranking, int items, IntToDoubleFunction weight) {
    RankSource source = ranking.over(new RandomStream(2026));
    long[] seen = new long[items];
    for (int i = 0; i < DRAWS; i++) {
      seen[(int) source.next(items, 1)]++;
    }
    assertFollows(seen, weight);
  }

  /** Chi-square over items, rare ones together; a chance of 1 in 10,000 to fail, the seed fixed. */
  private static void assertFollows(long[] seen, IntToDoubleFunction weight) {
    double sum = 0;
    for (int k = 0; k < seen.length; k++) {
      sum += weight.applyAsDouble(k);
    }
    double chi = 0;
    int cells = 0;
    double expected = 0;
    double found = 0;
    for (int k = 0; k < seen.length; k++) {
      expected += weight.applyAsDouble(k) / sum * DRAWS;
      found += seen[k];
      if (expected >= 10 || k == seen.length - 1) {
        chi += (found - expected) * (found - expected) / Math.max(expected, 1);
        cells++;
        expected = 0;
        found = 0;
      }
    }
    int degrees = Math.max(1, cells - 1);
    double term = 1 - 2.0 / (9 * degrees) + 3.719 * Math.sqrt(2.0 / (9 * degrees));
    double limit = degrees * term * term * term;
    double observed = chi;
    assertTrue(chi < limit, () -> "chi-square " + observed + " above " + limit);
  }

  @ParameterizedTest
  @CsvSource({"0.3", "0.99", "1", "1.5", "40"})
  void zipfReachesFarAndStaysInside(double theta) {
    RankSource source = new Ranking.Zipf(theta).over(new RandomStream(5));
    for (long items : new long[] {1L << 62, (1L << 53) + 1, 1_000_000_007L}) {
      long farthest = 0;
      for (int i = 0; i < 10_000; i++) {
        long item = source.next(items, 1);
        assertTrue(item >= 0 && item < items, () -> item + " of " + items);
        farthest = Math.max(farthest, item);
      }
      assertTrue(theta > 1 || farthest > items / 1000, "reached " + farthest + " of " + items);
    }
  }

  @Test
  void zipfFollowsANumberOfItemsThatChanges() {
    RankSource source = new Ranking.Zipf(1).over(new RandomStream(11));
    long[] few = new long[3];
    long[] many = new long[100];
    for (int i = 0; i < DRAWS; i++) {
      few[(int) source.next(few.length, 1)]++;
      many[(int) source.next(many.length, 1)]++;
    }
    assertFollows(few, k -> 1.0 / (k + 1));
    assertFollows(many, k -> 1.0 / (k + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.9, 1000, 0.1, 200",
    "0.25, 0.8, 500, 0.05, 64",
    "0.3, 1, 100, 0.29, 100",
  })
  void theHotSetMovesAfterSoManyDrawsInACircle(
      double hot, double share, int every, double step, int items) {
    RankSource source = new Ranking.HotSet(hot, share, every, step).over(new RandomStream(3));
    long width = Math.round(hot * items);
    int segments = 50;
    double inAll = 0;
    for (int segment = 0; segment < segments; segment++) {
      long start = Math.round(segment * step * items) % items;
      int inside = 0;
      for (int i = 0; i < every; i++) {
        long fromStart = Math.floorMod(source.next(items, 1) - start, (long) items);
        inside += fromStart < width ? 1 : 0;
      }
      inAll += inside;
      double noise = 5 * Math.sqrt(every * share * (1 - share));
      assertEquals(every * share, inside, noise + 1e-9, "segment " + segment);
    }
    double all = (double) segments * every;
    assertEquals(share, inAll / all, 4 * Math.sqrt(share * (1 - share) / all) + 1e-9);
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void aSeedGivesOneSequence(Ranking ranking, int items, IntToDoubleFunction weight) {
    RankSource one = ranking.over(new RandomStream(4));
    RankSource other = ranking.over(new RandomStream(4));
    for (int i = 0; i < 100; i++) {
      assertEquals(one.next(items, 1), other.next(items, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void drawsAllocateNothing(int which) {
    Ranking ranking =
        switch (which) {
          case 0 -> new Ranking.Zipf(0.99);
          case 1 -> new Ranking.Pareto(1.2);
          case 2 -> new Ranking.SelfSimilar(0.2);
          default -> new Ranking.HotSet(0.1, 0.9, 10, 0.1);
        };
    RankSource source = ranking.over(new RandomStream(1));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = threads.getCurrentThreadAllocatedBytes();
    own = threads.getCurrentThreadAllocatedBytes() - own;
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    while (least > 0 && System.nanoTime() - begin < COMPILE_NANOS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        source.next(1000 + i % 7, 1);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - own);
    }
    assertEquals(0, least);
  }
}
