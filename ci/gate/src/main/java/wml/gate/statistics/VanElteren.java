package wml.gate.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether candidates are greater than baselines, by ranks inside blocks: Wilcoxon's rank sums of
 * the blocks, weighted by one in the block's values and one (van Elteren, On the combination of
 * independent two sample tests of Wilcoxon, Bull. ISI 37, 1960).
 *
 * <p>Two p values of the same statistic. {@link #byRuns} takes every division of a block's values
 * between the sides as equally likely, as van Elteren does: it holds if runs of a block are
 * exchangeable, and errs to the safe side if each resembles the one before. {@link #byPairs} takes
 * only both orders of each pair as equally likely, which a coin made so: it holds for any noise,
 * also if each run shuns the one before, but sees less. {@link #dispersion} tells which is due.
 */
public final class VanElteren {
  /** More blocks are taken as normal. */
  private static final int MOST_BLOCKS = 20;

  /** Sums of probabilities are this precise. */
  private static final double ROUNDING = 1 + 1e-12;

  /** Of blocks without ties, by their pairs and number: they are nearly all. */
  private static final Map<Untied, double[]> UNTIED = new ConcurrentHashMap<>();

  private record Untied(int pairsPerBlock, int blocks) {}

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
    int observed = 0;
    for (int block = 0; block < ranks.blocks(); block++) {
      observed += ranks.weight(block) * candidateSum(block);
    }
    return Math.min(1, tails()[observed] * ROUNDING);
  }

  /** The probability of each weighted sum of doubled ranks or more. */
  private double[] tails() {
    int blocks = ranks.blocks();
    if (ranks.tied() || ranks.weight(0) != 1) {
      return tails(blocks);
    }
    return UNTIED.computeIfAbsent(new Untied(ranks.to(0), blocks), of -> tails(of.blocks));
  }

  private double[] tails(int blocks) {
    double[] all = {1};
    for (int block = 0; block < blocks; block++) {
      all = convolved(all, rankSums(block), ranks.weight(block));
    }
    for (int sum = all.length - 2; sum >= 0; sum--) {
      all[sum] += all[sum + 1];
    }
    return all;
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
      excess += weight * (candidateSum(block) - (double) pairs * (2 * pairs + 1));
      variance += square(weight) * variance(block);
    }
    double halfStep = ranks.tied() ? 0.5 : 1;
    return variance == 0 ? 1 : Normal.above((excess - halfStep) / Math.sqrt(variance));
  }

  /** Of the sum of doubled ranks of half of a block's values. */
  private double variance(int block) {
    int pairs = ranks.to(block) - ranks.from(block);
    int centre = 2 * pairs + 1;
    double squares = 0;
    for (int i = ranks.from(block); i < ranks.to(block); i++) {
      squares += square(ranks.baseline(i) - centre) + square(ranks.candidate(i) - centre);
    }
    return squares * pairs / (2.0 * (2 * pairs - 1));
  }

  /**
   * The statistic's variance under {@link #byPairs} as a multiple of that under {@link #byRuns},
   * for sides without a difference: about 1 if runs are exchangeable, less if a run resembles the
   * one before, more if it shuns it, and 1 if all are equal.
   */
  public double dispersion() {
    double byPairs = 0;
    double byRuns = 0;
    for (int block = 0; block < ranks.blocks(); block++) {
      double weight = square(ranks.weight(block));
      for (int i = ranks.from(block); i < ranks.to(block); i++) {
        byPairs += weight * square(ranks.candidate(i) - ranks.baseline(i));
      }
      byRuns += weight * 4 * variance(block);
    }
    return byRuns == 0 ? 1 : byPairs / byRuns;
  }

  private static double square(double value) {
    return value * value;
  }
}
