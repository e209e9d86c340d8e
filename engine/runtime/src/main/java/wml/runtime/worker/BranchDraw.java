package wml.runtime.worker;

import wml.api.random.RandomStream;

/**
 * Draws a branch by weight: one random number and a comparison per branch before it. One thread's.
 */
final class BranchDraw {
  private final RandomStream random;

  /** A draw below the bound of a branch, and not below that of the one before, takes it. */
  private final double[] bounds;

  /**
   * @param weights none negative, one above 0; what is left out of the total is for no branch
   * @param total at least their sum
   */
  BranchDraw(double[] weights, double total, RandomStream random) {
    this.random = random;
    bounds = new double[weights.length];
    double sum = 0;
    int lastPossible = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      bounds[i] = sum / total;
      lastPossible = weights[i] > 0 ? i : lastPossible;
    }
    if (sum >= total) { // what rounding leaves belongs to the last branch that is ever taken
      bounds[lastPossible] = 1;
    }
  }

  /** The index of a branch; the number of branches if none is taken. */
  int next() {
    double drawn = random.nextDouble();
    int i = 0;
    while (i < bounds.length && drawn >= bounds[i]) {
      i++;
    }
    return i;
  }
}
