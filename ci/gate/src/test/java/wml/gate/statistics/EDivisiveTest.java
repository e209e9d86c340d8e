package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;

final class EDivisiveTest {
  @Test
  void findsTheGreatestEnergyOfAllSplits() {
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < 500; i++) {
      double[] values = new double[4 + (int) random.nextLong(9)];
      Arrays.setAll(values, k -> random.nextDouble());
      EDivisive best = EDivisive.best(values);
      double greatest = Double.NEGATIVE_INFINITY;
      for (int split = 2; split <= values.length - 2; split++) {
        greatest = Math.max(greatest, energy(values, split));
      }
      assertEquals(Math.max(-1, greatest), best.distance(), 1e-9, () -> Arrays.toString(values));
      if (greatest > 0) {
        assertEquals(greatest, energy(values, best.index()), 1e-9);
      }
    }
  }

  /** As it is defined: equation (4) of the paper, times mn / (m + n). */
  private static double energy(double[] values, int split) {
    double[] x = Arrays.copyOfRange(values, 0, split);
    double[] y = Arrays.copyOfRange(values, split, values.length);
    double m = x.length;
    double n = y.length;
    double energy = 2 * distances(x, y) / (m * n);
    energy -= distances(x, x) / (m * (m - 1)); // each pair is in it twice, as in n over 2
    energy -= distances(y, y) / (n * (n - 1));
    return m * n / (m + n) * energy;
  }

  private static double distances(double[] x, double[] y) {
    double sum = 0;
    for (double a : x) {
      for (double b : y) {
        sum += Math.abs(a - b);
      }
    }
    return sum;
  }

  @Test
  void cleanStepHasItsSize() {
    assertEquals(new EDivisive(3, 3), EDivisive.best(new double[] {0, 0, 0, 1, 1, 1}));
  }

  @Test
  void knownSplitsAreNotFoundAgain() {
    double[] values = {0, 0, 0, 9, 9, 9, 8, 8, 8};
    assertEquals(6, EDivisive.best(values, List.of(3)).index());
  }

  @Test
  void threeValuesHaveNoSplit() {
    assertEquals(-1, EDivisive.best(new double[] {1, 2, 3}).distance());
    assertEquals(-1, EDivisive.best(new double[0]).distance());
  }
}
