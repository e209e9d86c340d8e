package wml.gate.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import wml.api.plan.GatedMetric.Standing;
import wml.api.random.RandomStream;
import wml.gate.decision.Decision;
import wml.gate.decision.Design;
import wml.gate.decision.Outcome;
import wml.gate.decision.PairOrder;
import wml.gate.decision.Pairs;
import wml.gate.decision.Rule;
import wml.gate.decision.Verdict;

/**
 * Plays gates: pairs of simulated runs, judged by the gate's own decision. The metric is a time,
 * tolerance 5 %, floor 2.5 %. The same seed plays the same gates, whatever is slowed down.
 *
 * @param metrics primary ones; the first is slowed down, the others are not
 * @param shared whether the metrics of a run share half of the variance of their noise
 */
public record Simulation(Design design, int gates, int metrics, boolean shared, long seed) {
  private static final Rule RULE = new Rule(Standing.PRIMARY, false, 0.05, 0.025);

  /**
   * What gates said.
   *
   * @param pairs mean of a gate
   */
  public record Tally(int gates, int regressions, int passes, double pairs) {
    public double regression() {
      return (double) regressions / gates;
    }

    public double pass() {
      return (double) passes / gates;
    }

    public double inconclusive() {
      return 1 - regression() - pass();
    }
  }

  /**
   * @param slowdown of the candidate, as a fraction
   */
  public Tally play(NoiseModel model, double slowdown) {
    int regressions = 0;
    int passes = 0;
    long pairs = 0;
    for (int gate = 0; gate < gates; gate++) {
      long gateSeed = RandomStream.derive(seed, model.name(), Integer.toString(gate));
      Played played = gate(model, slowdown, gateSeed);
      regressions += played.verdict == Verdict.REGRESSION ? 1 : 0;
      passes += played.verdict == Verdict.PASS ? 1 : 0;
      pairs += played.pairs;
    }
    return new Tally(gates, regressions, passes, (double) pairs / gates);
  }

  private record Played(Verdict verdict, int pairs) {}

  private Played gate(NoiseModel model, double slowdown, long gateSeed) {
    List<Pairs> all = measured(model, slowdown, gateSeed);
    List<Rule> rules = Collections.nCopies(metrics, RULE);
    for (int look : design.looks()) {
      List<Pairs> soFar = all.stream().map(p -> p.first(look)).toList();
      Outcome outcome = Decision.verdict(design, rules, soFar);
      if (outcome.over()) {
        return new Played(outcome.verdict(), look);
      }
    }
    throw new AssertionError("the last look did not end the gate");
  }

  /** All pairs that a gate may need, of each metric. */
  List<Pairs> measured(NoiseModel model, double slowdown, long gateSeed) {
    RandomStream random = new RandomStream(gateSeed);
    int most = design.mostPairs();
    boolean[] candidateFirst = PairOrder.candidateFirst(most, gateSeed);
    double[] common = shared ? model.session(2 * most, random) : new double[0];
    List<Pairs> measured = new ArrayList<>();
    for (int metric = 0; metric < metrics; metric++) {
      double[] times = model.session(2 * most, random);
      for (int i = 0; i < common.length; i++) {
        times[i] = Math.exp(Math.sqrt(0.5) * (Math.log(times[i]) + Math.log(common[i])));
      }
      measured.add(pairs(times, candidateFirst, metric == 0 ? 1 + slowdown : 1));
    }
    return measured;
  }

  private static Pairs pairs(double[] times, boolean[] candidateFirst, double factor) {
    double[] baseline = new double[candidateFirst.length];
    double[] candidate = new double[candidateFirst.length];
    for (int i = 0; i < candidateFirst.length; i++) {
      int candidates = 2 * i + (candidateFirst[i] ? 0 : 1);
      int baselines = 2 * i + (candidateFirst[i] ? 1 : 0);
      candidate[i] = factor * times[candidates];
      baseline[i] = times[baselines];
    }
    return Pairs.of(baseline, candidate);
  }
}
