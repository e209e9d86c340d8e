package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;

final class HolmTest {
  @Test
  void rejectsFromTheLeastOn() {
    double[] p = {0.01, 0.04, 0.03, 0.005};
    assertArrayEquals(new boolean[] {true, false, false, true}, Holm.rejected(p, 0.05));
    assertArrayEquals(new boolean[0], Holm.rejected(new double[0], 0.05));
  }

  /** Holm's procedure is the closed test of which every intersection is Bonferroni's. */
  @Test
  void isBonferroniOfEverySubset() {
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < 1000; i++) {
      double[] p = new double[1 + (int) random.nextLong(6)];
      Arrays.setAll(p, k -> random.nextDouble() * 0.05);
      assertArrayEquals(closed(p, 0.05), Holm.rejected(p, 0.05), () -> Arrays.toString(p));
    }
  }

  private static boolean[] closed(double[] p, double alpha) {
    boolean[] rejected = new boolean[p.length];
    Arrays.fill(rejected, true);
    for (int subset = 1; subset < 1 << p.length; subset++) {
      double least = 1;
      for (int k = 0; k < p.length; k++) {
        least = (subset >> k & 1) == 1 ? Math.min(least, p[k]) : least;
      }
      for (int k = 0; k < p.length; k++) {
        rejected[k] &= (subset >> k & 1) == 0 || least <= alpha / Integer.bitCount(subset);
      }
    }
    return rejected;
  }
}
