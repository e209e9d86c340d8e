package wml.gate.statistics;

import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which of several hypotheses are rejected so that any true one is with the level of one test alone
 * (Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * @param level the level at which the least of so many p values is rejected: for one look, alpha
   *     divided by their number
   */
  public static boolean[] rejected(double[] p, IntToDoubleFunction level) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    boolean[] rejected = new boolean[p.length];
    for (int i = 0; i < order.length; i++) {
      if (!(p[order[i]] <= level.applyAsDouble(p.length - i))) {
        break;
      }
      rejected[order[i]] = true;
    }
    return rejected;
  }

  /** As {@link #rejected} of one look. */
  public static boolean[] rejected(double[] p, double alpha) {
    return rejected(p, left -> alpha / left);
  }
}
