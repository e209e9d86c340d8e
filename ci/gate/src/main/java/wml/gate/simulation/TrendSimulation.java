package wml.gate.simulation;

import java.util.List;
import wml.api.random.RandomStream;
import wml.gate.statistics.Change;
import wml.gate.statistics.ChangePoints;

/**
 * Plays histories of ratios whose noise is AR(1) with a deviation of 1 %, and looks for changes.
 *
 * @param histories of each kind
 * @param commits of a history
 */
public record TrendSimulation(int histories, int commits, long seed) {
  private static final double DEVIATION = 0.01;

  /** Commits that a change may be off. */
  private static final int NEAR = 3;

  /**
   * The share of histories in which something was found.
   *
   * @param any change at all
   * @param near a change within 3 commits of the step
   * @param far a change elsewhere
   */
  public record Found(double any, double near, double far) {}

  /**
   * @param step of the level at a random commit of the middle three fifths; 0 for none
   */
  public Found play(double correlation, double step) {
    int any = 0;
    int near = 0;
    int far = 0;
    Noise noise = Noise.autoregressive(correlation, DEVIATION);
    for (int i = 0; i < histories; i++) {
      RandomStream random =
          new RandomStream(
              RandomStream.derive(seed, "trend", String.valueOf(correlation), String.valueOf(i)));
      int at = commits / 5 + (int) random.nextLong(commits * 3L / 5);
      double[] ratios = noise.logs(commits, random);
      for (int k = 0; k < commits; k++) {
        ratios[k] = Math.exp(ratios[k]) * (k < at ? 1 : 1 + step);
      }
      List<Change> changes = ChangePoints.of(ratios);
      any += changes.isEmpty() ? 0 : 1;
      near += changes.stream().anyMatch(c -> Math.abs(c.index() - at) <= NEAR) ? 1 : 0;
      far += changes.stream().anyMatch(c -> Math.abs(c.index() - at) > NEAR) ? 1 : 0;
    }
    double all = histories;
    return new Found(any / all, near / all, far / all);
  }
}
