package wml.gate.statistics;

/**
 * The distribution of a sum of scores whose signs are tosses of a fair coin: what the sum over
 * pairs is if both sides are the same and a coin decided which of them ran first in each pair. It
 * asks nothing of the noise, neither independence nor a shape: the coins alone make it true.
 */
final class SignFlips {
  /** Sums beyond are taken as normal: the exact distribution takes sum times scores additions. */
  private static final int MOST = 1 << 16;

  private SignFlips() {}

  /** The probability of the sum of the scores as they are, or more. */
  static double atLeast(int[] scores) {
    long total = 0;
    long sum = 0;
    double squares = 0;
    for (int score : scores) {
      total += Math.abs(score);
      sum += score;
      squares += (double) score * score;
    }
    if (total > MOST) {
      return Normal.above((sum - 1) / Math.sqrt(squares));
    }
    // Each sum is total - 2 * (scores that are negative): count those that are at most this much.
    int most = (int) ((total - sum) / 2);
    double[] probability = new double[(int) total + 1];
    probability[0] = 1;
    int reach = 0;
    for (int score : scores) {
      int step = Math.abs(score);
      if (step == 0) {
        continue;
      }
      reach = Math.min(reach + step, most);
      for (int i = reach; i >= step; i--) {
        probability[i] = (probability[i] + probability[i - step]) / 2;
      }
      for (int i = Math.min(step - 1, most); i >= 0; i--) {
        probability[i] /= 2;
      }
    }
    double all = 0;
    for (int i = 0; i <= most; i++) {
      all += probability[i];
    }
    return Math.min(1, all);
  }
}
