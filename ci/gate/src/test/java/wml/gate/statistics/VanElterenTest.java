package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;

/** Van Elteren's test against all divisions of small samples, tables, and Mann and Whitney's. */
final class VanElterenTest {
  private static final int SAMPLES = 300;

  @Test
  void byRunsCountsAllDivisionsOfEachBlock() {
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < SAMPLES; i++) {
      int pairs = 1 + (int) random.nextLong(6);
      int perBlock = 1 + (int) random.nextLong(6);
      double[] a = small(pairs, random);
      double[] b = small(pairs, random);
      double expected = new Divisions(a, b, perBlock).share();
      assertEquals(expected, VanElteren.of(a, b, perBlock).byRuns(), 1e-9, () -> text(a, b));
    }
  }

  @Test
  void byPairsCountsBothOrdersOfEachPair() {
    RandomStream random = new RandomStream(2);
    for (int i = 0; i < SAMPLES; i++) {
      int pairs = 1 + (int) random.nextLong(6);
      int perBlock = 1 + (int) random.nextLong(6);
      double[] a = small(pairs, random);
      double[] b = small(pairs, random);
      double observed = VanElteren.of(a, b, perBlock).statistic();
      int asGreat = 0;
      for (int swaps = 0; swaps < 1 << pairs; swaps++) {
        double[] c = a.clone();
        double[] d = b.clone();
        for (int k = 0; k < pairs; k++) {
          if ((swaps >> k & 1) == 1) {
            c[k] = b[k];
            d[k] = a[k];
          }
        }
        asGreat += VanElteren.of(c, d, perBlock).statistic() >= observed - 1e-12 ? 1 : 0;
      }
      double expected = asGreat / (double) (1 << pairs);
      assertEquals(expected, VanElteren.of(a, b, perBlock).byPairs(), 1e-12, () -> text(a, b));
    }
  }

  @Test
  void aSingleBlockIsMannAndWhitneysTest() {
    RandomStream random = new RandomStream(3);
    MannWhitneyUTest test =
        MannWhitneyUTest.withDefaults()
            .with(PValueMethod.EXACT)
            .with(AlternativeHypothesis.GREATER_THAN);
    for (int i = 0; i < SAMPLES; i++) {
      int pairs = 2 + (int) random.nextLong(10);
      double[] a = continuous(pairs, random);
      double[] b = continuous(pairs, random);
      assertEquals(
          test.test(b, a).getPValue(),
          VanElteren.of(a, b, pairs).byRuns(),
          1e-10,
          () -> text(a, b));
    }
  }

  /** Mann and Whitney (1947), table of 5 and 5: 1, 2 and 4 of 252 for U up to 0, 1 and 2. */
  @Test
  void agreesWithThePublishedTableForFiveAndFive() {
    double[] a = {1, 2, 3, 4, 5};
    assertEquals(1 / 252.0, VanElteren.of(a, new double[] {6, 7, 8, 9, 10}, 5).byRuns(), 1e-9);
    assertEquals(2 / 252.0, VanElteren.of(a, new double[] {4.5, 7, 8, 9, 10}, 5).byRuns(), 1e-9);
    assertEquals(4 / 252.0, VanElteren.of(a, new double[] {3.5, 7, 8, 9, 10}, 5).byRuns(), 1e-9);
  }

  @Test
  void manyBlocksAreNearlyNormal() {
    RandomStream random = new RandomStream(4);
    double[] a = small(100, random);
    double[] b = small(100, random);
    double exact = VanElteren.of(a, b, 5).byRuns();
    double[] moreA = Arrays.copyOf(a, 105);
    double[] moreB = Arrays.copyOf(b, 105); // one more block, all of whose values are equal
    assertEquals(exact, VanElteren.of(moreA, moreB, 5).byRuns(), 0.002);
  }

  @Test
  void orderInsideABlockIsNothing() {
    RandomStream random = new RandomStream(5);
    double[] a = continuous(10, random);
    double[] b = continuous(10, random);
    double[] c = {a[4], a[2], a[0], a[1], a[3], a[9], a[8], a[7], a[6], a[5]};
    double[] d = {b[1], b[3], b[2], b[4], b[0], b[5], b[9], b[6], b[8], b[7]};
    assertEquals(VanElteren.of(a, b, 5).statistic(), VanElteren.of(c, d, 5).statistic(), 1e-12);
    assertEquals(VanElteren.of(a, b, 5).byRuns(), VanElteren.of(c, d, 5).byRuns(), 1e-12);
  }

  @Test
  void blockOfEqualValuesIsNothing() {
    RandomStream random = new RandomStream(6);
    double[] a = Arrays.copyOf(continuous(10, random), 15);
    double[] b = Arrays.copyOf(continuous(10, random), 15);
    Arrays.fill(a, 10, 15, 7);
    Arrays.fill(b, 10, 15, 7);
    VanElteren with = VanElteren.of(a, b, 5);
    VanElteren without = VanElteren.of(Arrays.copyOf(a, 10), Arrays.copyOf(b, 10), 5);
    assertEquals(without.statistic(), with.statistic(), 1e-12);
    assertEquals(without.byRuns(), with.byRuns(), 1e-12);
    assertEquals(without.byPairs(), with.byPairs(), 1e-12);
    assertEquals(without.dispersion(), with.dispersion(), 1e-12);
  }

  @Test
  void dispersionTellsRunsThatShunEachOther() {
    double[] high = {10, 11, 12, 13, 14};
    double[] low = {1, 2, 3, 4, 5};
    assertTrue(VanElteren.of(low, high, 5).dispersion() > 1.3);
    double[] near = {1.5, 2.5, 3.5, 4.5, 5.5};
    assertTrue(VanElteren.of(low, near, 5).dispersion() < 0.2);
  }

  @Test
  void moreThanNothingIsMore() {
    double[] none = new double[5];
    assertEquals(1 / 252.0, VanElteren.of(none, none, 1 / 1.05, 5).byRuns(), 1e-9);
    assertEquals(1, VanElteren.of(none, none, 5).byRuns(), 1e-9);
  }

  /** Whole numbers from 0 to 5: many are equal. */
  private static double[] small(int n, RandomStream random) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> (double) random.nextLong(6));
    return values;
  }

  private static double[] continuous(int n, RandomStream random) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> random.nextDouble());
    return values;
  }

  private static String text(double[] a, double[] b) {
    return Arrays.toString(a) + " and " + Arrays.toString(b);
  }

  /** Counts all divisions of all blocks, one block after the other. */
  private static final class Divisions {
    private final double[] a;
    private final double[] b;
    private final int perBlock;
    private final double observed;
    private long all;
    private long asGreat;

    Divisions(double[] a, double[] b, int perBlock) {
      this.a = a.clone();
      this.b = b.clone();
      this.perBlock = perBlock;
      observed = VanElteren.of(a, b, perBlock).statistic();
    }

    double share() {
      divide(0);
      return (double) asGreat / all;
    }

    private void divide(int from) {
      if (from >= a.length) {
        all++;
        asGreat += VanElteren.of(a, b, perBlock).statistic() >= observed - 1e-12 ? 1 : 0;
        return;
      }
      int n = Math.min(perBlock, a.length - from);
      double[] values = new double[2 * n];
      System.arraycopy(a, from, values, 0, n);
      System.arraycopy(b, from, values, n, n);
      for (int taken = 0; taken < 1 << (2 * n); taken++) {
        if (Integer.bitCount(taken) == n) {
          int atA = from;
          int atB = from;
          for (int i = 0; i < 2 * n; i++) {
            if ((taken >> i & 1) == 1) {
              b[atB++] = values[i];
            } else {
              a[atA++] = values[i];
            }
          }
          divide(from + n);
        }
      }
    }
  }
}
