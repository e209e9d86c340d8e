package wml.gate.statistics;

/**
 * Ranks inside blocks of consecutive pairs: what drifts from block to block moves both sides of a
 * block and no rank. Midranks for ties, doubled so that they are whole numbers.
 */
final class BlockRanks {
  private final int pairsPerBlock;
  private final int[] baseline;
  private final int[] candidate;
  private final boolean tied;

  /**
   * @param factor of the baseline: asks about its multiples without copying them
   * @param pairsPerBlock the last block has fewer if they don't divide the pairs
   */
  BlockRanks(double[] baselineValues, double[] candidateValues, double factor, int pairsPerBlock) {
    int n = baselineValues.length;
    if (n != candidateValues.length) {
      throw new IllegalArgumentException(n + " and " + candidateValues.length + " values");
    }
    this.pairsPerBlock = pairsPerBlock;
    baseline = new int[n];
    candidate = new int[n];
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = times(baselineValues[i], factor);
    }
    long missing = 0; // ties keep the ranks' sum and lessen the sum of their squares
    for (int from = 0; from < n; from += pairsPerBlock) {
      int to = Math.min(n, from + pairsPerBlock);
      for (int i = from; i < to; i++) {
        baseline[i] = doubledMidrank(scaled[i], scaled, candidateValues, from, to);
        candidate[i] = doubledMidrank(candidateValues[i], scaled, candidateValues, from, to);
        long first = 2L * (2 * (i - from) + 1);
        missing += first * first + (first + 2) * (first + 2);
        missing -= (long) baseline[i] * baseline[i] + (long) candidate[i] * candidate[i];
      }
    }
    tied = missing != 0;
  }

  /** Of nothing, more is more than nothing, and less is less: no error at all is not 5 % more. */
  private static double times(double value, double factor) {
    if (value == 0 && factor != 1) {
      return factor > 1 ? Double.MIN_VALUE : -Double.MIN_VALUE;
    }
    return value * factor;
  }

  private static int doubledMidrank(double value, double[] a, double[] b, int from, int to) {
    int rank = 1; // twice what is below, once what is equal, itself included, and one
    for (int i = from; i < to; i++) {
      rank += a[i] < value ? 2 : a[i] == value ? 1 : 0;
      rank += b[i] < value ? 2 : b[i] == value ? 1 : 0;
    }
    return rank;
  }

  int pairs() {
    return baseline.length;
  }

  int blocks() {
    return (pairs() + pairsPerBlock - 1) / pairsPerBlock;
  }

  /** The first pair of a block. */
  int from(int block) {
    return block * pairsPerBlock;
  }

  /** The first pair behind a block. */
  int to(int block) {
    return Math.min(pairs(), from(block) + pairsPerBlock);
  }

  /**
   * What doubled ranks of a block are multiplied with, in whole numbers: van Elteren's weight, one
   * in the block's values and one.
   */
  int weight(int block) {
    int last = blocks() - 1;
    int whole = 2 * (to(0) - from(0)) + 1;
    int rest = 2 * (to(last) - from(last)) + 1;
    return whole == rest ? 1 : block == last ? whole : rest;
  }

  /** Whether any two values of a block are equal. */
  boolean tied() {
    return tied;
  }

  int baseline(int pair) {
    return baseline[pair];
  }

  int candidate(int pair) {
    return candidate[pair];
  }
}
