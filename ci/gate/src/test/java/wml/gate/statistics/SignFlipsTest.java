package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;

final class SignFlipsTest {
  @Test
  void countsAllSigns() {
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < 500; i++) {
      int[] scores = new int[(int) random.nextLong(7)];
      Arrays.setAll(scores, k -> (int) random.nextLong(15) - 7);
      assertEquals(
          counted(scores), SignFlips.atLeast(scores), 1e-12, () -> Arrays.toString(scores));
    }
  }

  private static double counted(int[] scores) {
    int observed = Arrays.stream(scores).sum();
    int asGreat = 0;
    for (int signs = 0; signs < 1 << scores.length; signs++) {
      int sum = 0;
      for (int k = 0; k < scores.length; k++) {
        sum += (signs >> k & 1) == 1 ? Math.abs(scores[k]) : -Math.abs(scores[k]);
      }
      asGreat += sum >= observed ? 1 : 0;
    }
    return asGreat / (double) (1 << scores.length);
  }

  /** Darwin's maize, as Fisher counted it (The Design of Experiments, 1935, section 21). */
  @Test
  void agreesWithFisherOnDarwinsMaize() {
    int[] eighthsOfInches = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    assertEquals(863 / 32768.0, SignFlips.atLeast(eighthsOfInches), 1e-12);
  }

  @Test
  void manyScoresAreTakenAsNormal() {
    int[] scores = new int[900];
    Arrays.setAll(scores, i -> i % 10 < 6 ? 73 : -73);
    int[] few = new int[900];
    Arrays.setAll(few, i -> i % 10 < 6 ? 1 : -1);
    assertEquals(1, SignFlips.atLeast(scores) / SignFlips.atLeast(few), 0.3);
  }
}
