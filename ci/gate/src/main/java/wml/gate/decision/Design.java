package wml.gate.decision;

import java.util.List;

/**
 * How a gate looks at its pairs; fixed before the first one runs.
 *
 * @param looks numbers of pairs at which it looks, rising
 * @param alpha how likely all looks and primary metrics together may call a regression where there
 *     is no change
 * @param passAlpha how likely they may pass a change for the worse of the tolerance
 * @param pairsPerBlock pairs that ran after each other and whose values are ranked together
 */
public record Design(List<Integer> looks, double alpha, double passAlpha, int pairsPerBlock) {
  public static final Design DEFAULT = new Design(List.of(10, 20, 40, 60), 0.01, 0.05, 5);

  public Design {
    looks = List.copyOf(looks);
    int last = 0;
    for (int look : looks) {
      if (look <= last) {
        throw new IllegalArgumentException("looks don't rise: " + looks);
      }
      last = look;
    }
    if (last == 0 || pairsPerBlock < 1) {
      throw new IllegalArgumentException("no looks, or no pairs in a block");
    }
  }

  /** The most pairs that a gate needs. */
  public int mostPairs() {
    return looks.getLast();
  }

  /**
   * The p value at or below which the least of so many metrics is a regression, at each look.
   *
   * <p>Equal shares of alpha are Pocock's boundary for 0.80 % instead of 1 %: the rest is a margin
   * for noise whose runs aren't exchangeable. Levels that fall from look to look (Wang and Tsiatis)
   * save a pair of 32 at the same rate of false alarms, and find 1 % less of the slowdowns of 5 %.
   */
  double level(int metrics) {
    return alpha / looks.size() / metrics;
  }

  /** The p value at or below which a metric passes, at each look. */
  double passLevel() {
    return passAlpha / looks.size();
  }
}
