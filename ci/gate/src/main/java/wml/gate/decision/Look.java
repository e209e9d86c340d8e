package wml.gate.decision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wml.api.plan.GatedMetric.Standing;
import wml.gate.statistics.Holm;

/** The tests of all metrics at one look. */
final class Look {
  /** All of five are worse by chance in one of 252 cases, of four in one of 70. */
  private static final int FEWEST_EXACT = 5;

  private final Design design;
  private final List<Rule> rules;
  private final List<MetricTest> tests;
  private final int pairs;
  private final double[] worse;
  private final double[] tolerated;
  private final Verdict[] verdicts;

  Look(Design design, List<Rule> rules, List<Pairs> metrics) {
    if (rules.size() != metrics.size() || metrics.isEmpty()) {
      throw new IllegalArgumentException(rules.size() + " rules, " + metrics.size() + " metrics");
    }
    pairs = metrics.getFirst().size();
    if (pairs == 0 || metrics.stream().anyMatch(m -> m.size() != pairs)) {
      throw new IllegalArgumentException("no pairs, or metrics with more than others");
    }
    this.design = design;
    this.rules = rules;
    tests =
        IntStream.range(0, rules.size())
            .mapToObj(i -> new MetricTest(design, rules.get(i), metrics.get(i)))
            .toList();
    worse = tests.stream().mapToDouble(MetricTest::worse).toArray();
    tolerated = tests.stream().mapToDouble(MetricTest::tolerated).toArray();
    verdicts = new Verdict[rules.size()];
    Arrays.fill(verdicts, Verdict.INCONCLUSIVE);
    if (decides()) {
      judge(Standing.PRIMARY);
      judge(Standing.WARNING);
      judgeExact();
    }
  }

  /** Only the looks of the design decide: any other would be one more chance of a false alarm. */
  private boolean decides() {
    return design.looks().contains(pairs);
  }

  private int[] of(Standing standing) {
    return IntStream.range(0, rules.size())
        .filter(i -> rules.get(i).standing() == standing)
        .toArray();
  }

  /** Warnings are many: they are corrected for each other as primary metrics are. */
  private void judge(Standing standing) {
    int[] these = of(standing);
    double[] p = Arrays.stream(these).mapToDouble(i -> worse[i]).toArray();
    boolean[] rejected = Holm.rejected(p, design::level);
    for (int i = 0; i < these.length; i++) {
      int metric = these[i];
      if (rejected[i] && tests.get(metric).beyondFloor()) {
        verdicts[metric] = Verdict.REGRESSION;
      } else if (tolerated[metric] <= design.passLevel()) {
        verdicts[metric] = Verdict.PASS;
      }
    }
  }

  private void judgeExact() {
    for (int i : of(Standing.EXACT)) {
      if (!tests.get(i).allWorse()) {
        verdicts[i] = Verdict.PASS;
      } else if (pairs >= FEWEST_EXACT) {
        verdicts[i] = Verdict.REGRESSION;
      }
    }
  }

  Outcome verdictAlone() {
    return outcome(List.of());
  }

  Outcome outcome() {
    return outcome(IntStream.range(0, rules.size()).mapToObj(this::judgement).toList());
  }

  private Judgement judgement(int i) {
    int family = Math.max(1, of(rules.get(i).standing()).length);
    return tests.get(i).judgement(verdicts[i], worse[i], tolerated[i], design.level(family));
  }

  private Outcome outcome(List<Judgement> judgements) {
    List<Verdict> deciding =
        IntStream.range(0, rules.size())
            .filter(i -> rules.get(i).standing() != Standing.WARNING)
            .mapToObj(i -> verdicts[i])
            .toList();
    boolean last = pairs >= design.mostPairs();
    if (deciding.contains(Verdict.REGRESSION)) {
      return new Outcome(true, Verdict.REGRESSION, judgements);
    }
    if (decides() && !deciding.contains(Verdict.INCONCLUSIVE)) {
      return new Outcome(true, Verdict.PASS, judgements);
    }
    return new Outcome(last, Verdict.INCONCLUSIVE, judgements);
  }
}
