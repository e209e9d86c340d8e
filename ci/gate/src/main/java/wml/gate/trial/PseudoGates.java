package wml.gate.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wml.api.random.RandomStream;
import wml.gate.decision.Decision;
import wml.gate.decision.Design;
import wml.gate.decision.Outcome;
import wml.gate.decision.Pairs;
import wml.gate.decision.Rule;
import wml.gate.decision.Verdict;

/**
 * Gates made of recorded pairs of equal sides: blocks of them are drawn, neighbours as they were,
 * and the sides of each pair change places by a coin. So the noise is this runner's, drift and all,
 * and any regression is a false alarm.
 */
public final class PseudoGates {
  private PseudoGates() {}

  /**
   * How many of some gates call a regression.
   *
   * @param recorded of each rule, equally many
   */
  public static int falseAlarms(
      Design design, List<Rule> rules, List<Pairs> recorded, int gates, long seed) {
    RandomStream random = new RandomStream(RandomStream.derive(seed, "pseudo gates"));
    int alarms = 0;
    for (int gate = 0; gate < gates; gate++) {
      if (isAlarm(design, rules, drawn(design, recorded, random))) {
        alarms++;
      }
    }
    return alarms;
  }

  private static boolean isAlarm(Design design, List<Rule> rules, List<Pairs> drawn) {
    for (int look : design.looks()) {
      Outcome outcome =
          Decision.verdict(design, rules, drawn.stream().map(p -> p.first(look)).toList());
      if (outcome.over()) {
        return outcome.verdict() == Verdict.REGRESSION;
      }
    }
    return false;
  }

  private static List<Pairs> drawn(Design design, List<Pairs> recorded, RandomStream random) {
    int have = recorded.getFirst().size();
    List<List<Pairs.Pair>> drawn = new ArrayList<>();
    recorded.forEach(r -> drawn.add(new ArrayList<>()));
    int at = 0;
    for (int i = 0; i < design.mostPairs(); i++) {
      at = i % design.pairsPerBlock() == 0 ? (int) random.nextLong(have) : (at + 1) % have;
      boolean swapped = random.nextLong(2) == 0;
      for (int metric = 0; metric < drawn.size(); metric++) {
        Pairs.Pair pair = recorded.get(metric).list().get(at);
        drawn
            .get(metric)
            .add(
                swapped
                    ? new Pairs.Pair(
                        /* baseline= */ pair.candidate(), /* candidate= */ pair.baseline())
                    : pair);
      }
    }
    return drawn.stream().map(Pairs::new).toList();
  }

  /**
   * The smallest change for the worse that so many pairs would show nine times out of ten: the
   * median of several choices of them.
   */
  public static double visible(Design design, Rule rule, Pairs recorded, int pairs, long seed) {
    RandomStream random = new RandomStream(RandomStream.derive(seed, "choices"));
    int choices = recorded.size() == pairs ? 1 : 15;
    double[] seen = new double[choices];
    for (int c = 0; c < choices; c++) {
      List<Pairs.Pair> left = new ArrayList<>(recorded.list());
      while (left.size() > pairs) {
        left.remove((int) random.nextLong(left.size()));
      }
      seen[c] =
          Decision.look(design, List.of(rule), List.of(new Pairs(left)))
              .judgements()
              .getFirst()
              .visible();
    }
    Arrays.sort(seen);
    return seen[choices / 2];
  }
}
