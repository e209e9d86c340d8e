package wml.gate.decision;

import java.util.List;

/**
 * What the pairs so far mean. Nothing but values goes in: the simulator and real runs are judged by
 * the same code.
 */
public final class Decision {
  private Decision() {}

  /**
   * A look at the pairs so far.
   *
   * @param metrics of each rule, its pairs: equally many
   */
  public static Outcome look(Design design, List<Rule> rules, List<Pairs> metrics) {
    return new Look(design, rules, metrics).outcome();
  }

  /** Of {@link #look}, whether it is over and the verdict: without estimates it is much faster. */
  public static Outcome verdict(Design design, List<Rule> rules, List<Pairs> metrics) {
    return new Look(design, rules, metrics).verdictAlone();
  }
}
