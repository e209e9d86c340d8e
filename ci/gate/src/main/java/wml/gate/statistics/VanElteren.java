package wml.gate.statistics;

import java.util.Arrays;

/**
 * Whether candidates are greater than baselines, by ranks inside blocks: Wilcoxon's rank sums of
 * the blocks, weighted by one in the block's values and one (van Elteren, On the combination of
 * independent two sample tests of Wilcoxon, Bull. ISI 37, 1960).
 *
 * <p>Two p values of the same statistic. {@link #byRuns} takes every division of a block's values
 * between the sides as equally likely, as van Elteren does: it needs runs of a block to be
 * exchangeable. {@link #byPairs} takes only both orders of each pair as equally likely, which a
 * coin made so: it holds for any noise, also if each run resembles, or shuns, the one before.
 */
public final class VanElteren {
  /** More blocks are taken as normal: the exact distribution takes as many multiplications. */
  private static final int MOST_BLOCKS = 20;

  private static final double ROUNDING = 1 + 1e-12;

  private final BlockRanks ranks;

  private VanElteren(BlockRanks ranks) {
    this.ranks = ranks;
  }

  public static VanElteren of(double[] baseline, double[] candidate, int pairsPerBlock) {
    return of(baseline, candidate, 1, pairsPerBlock);
  }

  /**
   * @param factor the baseline's values are taken times this
   */
  public static VanElteren of(
      double[] baseline, double[] candidate, double factor, int pairsPerBlock) {
    return new VanElteren(new BlockRanks(baseline, candidate, factor, pairsPerBlock));
  }

  /** The weighted rank sums of the candidate less those expected; 0 means no difference. */
  public double statistic() {
    double sum = 0;
    for (int block = 0; block < ranks.blocks(); block++) {
      int pairs = ranks.to(block) - ranks.from(block);
      sum += difference(block) / 4.0 / (2 * pairs + 1);
    }
    return sum;
  }

  /** Doubled ranks of the candidate less those of the baseline. */
  private int difference(int block) {
    int sum = 0;
    for (int i = ranks.from(block); i < ranks.to(block); i++) {
      sum += ranks.candidate(i) - ranks.baseline(i);
    }
    return sum;
  }

  /** One-sided p against a greater candidate if a coin decided the order of each pair. */
  public double byPairs() {
    return SignFlips.atLeast(scores());
  }

  /** What each pair adds to the statistic; swapping its sides changes the sign. */
  int[] scores() {
    int[] scores = new int[ranks.pairs()];
    for (int block = 0; block < ranks.blocks(); block++) {
      int weight = ranks.weight(block);
      for (int i = ranks.from(block); i < ranks.to(block); i++) {
        scores[i] = weight * (ranks.candidate(i) - ranks.baseline(i));
      }
    }
    return scores;
  }

  /**
   * One-sided p against a greater candidate if runs of a block are exchangeable: exact up to 20
   * blocks, ties included; beyond, normal with the variance that the ties leave.
   */
  public double byRuns() {
    return ranks.blocks() > MOST_BLOCKS ? normal() : exact();
  }

  private double exact() {
    double[] all = {1};
    int observed = 0;
    for (int block = 0; block < ranks.blocks(); block++) {
      int weight = ranks.weight(block);
      double[] sums = rankSums(block);
      all = convolved(all, sums, weight);
      observed += weight * candidateSum(block);
    }
    double tail = 0;
    for (int sum = observed; sum < all.length; sum++) {
      tail += all[sum];
    }
    return Math.min(1, tail * ROUNDING);
  }

  private int candidateSum(int block) {
    int sum = 0;
    for (int i = ranks.from(block); i < ranks.to(block); i++) {
      sum += ranks.candidate(i);
    }
    return sum;
  }

  /** How likely each sum of doubled ranks is for half of a block's values. */
  private double[] rankSums(int block) {
    int pairs = ranks.to(block) - ranks.from(block);
    int[] values = new int[2 * pairs];
    for (int i = 0; i < pairs; i++) {
      values[2 * i] = ranks.baseline(ranks.from(block) + i);
      values[2 * i + 1] = ranks.candidate(ranks.from(block) + i);
    }
    int most = Arrays.stream(values).sum();
    double[][] ways = new double[pairs + 1][most + 1]; // by how many were taken and their sum
    ways[0][0] = 1;
    for (int v = 0; v < values.length; v++) {
      for (int taken = Math.min(v, pairs - 1); taken >= 0; taken--) {
        for (int sum = most - values[v]; sum >= 0; sum--) {
          ways[taken + 1][sum + values[v]] += ways[taken][sum];
        }
      }
    }
    double total = Arrays.stream(ways[pairs]).sum();
    return Arrays.stream(ways[pairs]).map(w -> w / total).toArray();
  }

  private static double[] convolved(double[] all, double[] sums, int weight) {
    double[] result = new double[all.length + (sums.length - 1) * weight];
    for (int s = 0; s < sums.length; s++) {
      if (sums[s] > 0) {
        for (int a = 0; a < all.length; a++) {
          result[a + s * weight] += all[a] * sums[s];
        }
      }
    }
    return result;
  }

  private double normal() {
    double excess = 0;
    double variance = 0;
    for (int block = 0; block < ranks.blocks(); block++) {
      int weight = ranks.weight(block);
      int pairs = ranks.to(block) - ranks.from(block);
      int centre = 2 * pairs + 1;
      double squares = 0;
      for (int i = ranks.from(block); i < ranks.to(block); i++) {
        squares += square(ranks.baseline(i) - centre) + square(ranks.candidate(i) - centre);
      }
      excess += weight * (candidateSum(block) - (double) pairs * centre);
      variance += square(weight) * squares * pairs / (2.0 * (2 * pairs - 1));
    }
    return variance == 0 ? 1 : Normal.above((excess - 1) / Math.sqrt(variance));
  }

  private static double square(double value) {
    return value * value;
  }
}
