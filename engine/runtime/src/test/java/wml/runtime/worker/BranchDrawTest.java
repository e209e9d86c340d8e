package wml.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;

final class BranchDrawTest {
  private static final int DRAWS = 200_000;

  private static double[] shares(double total, double... weights) {
    BranchDraw draw = new BranchDraw(weights, total, new RandomStream(3));
    double[] shares = new double[weights.length + 1];
    for (int i = 0; i < DRAWS; i++) {
      shares[draw.next()] += 1.0 / DRAWS;
    }
    return shares;
  }

  @Test
  void drawsByWeight() {
    assertArrayEquals(new double[] {0.1, 0.2, 0.7, 0}, shares(10, 1, 2, 7), 0.005);
  }

  @Test
  void neverTakesABranchOfNoWeight() {
    double[] shares = shares(1.5, 0, 0.5, 0, 1, 0);
    assertEquals(0, shares[0]);
    assertEquals(0, shares[2]);
    assertEquals(0, shares[4]);
    assertEquals(0, shares[5]);
  }

  @Test
  void roundingLeavesNoGapBehindTheLastBranch() {
    double third = 100.0 / 3;
    double total = third + third + third;
    assertEquals(0, shares(total, third, third, third)[3]);
  }

  @Test
  void takesNoneAsOftenAsWeightIsMissing() {
    assertArrayEquals(new double[] {0.01, 0.99}, shares(1, 0.01), 0.002);
    assertArrayEquals(new double[] {0, 1}, shares(1, 0), 1e-6);
    assertArrayEquals(new double[] {1, 0}, shares(1, 1), 1e-6);
  }
}
