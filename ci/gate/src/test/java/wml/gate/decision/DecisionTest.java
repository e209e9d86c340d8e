package wml.gate.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.plan.GatedMetric.Standing;
import wml.api.random.Distribution;
import wml.api.random.RandomStream;
import wml.gate.decision.Pairs.Pair;

/** What verdicts mean, and what must not change them. */
final class DecisionTest {
  private static final Rule TIME = new Rule(Standing.PRIMARY, false, 0.05, 0.025);
  private static final Rule RATE = new Rule(Standing.PRIMARY, true, 0.05, 0.025);
  private static final Rule WARNING = new Rule(Standing.WARNING, false, 0.05, 0.025);
  private static final Rule COUNT = new Rule(Standing.EXACT, false, 0, 0);

  @Test
  void slowerThanTheToleranceIsARegression() {
    Outcome outcome = look(TIME, noisy(10, 1.1, 0.01, 1));
    assertTrue(outcome.over());
    assertEquals(Verdict.REGRESSION, outcome.verdict());
    Judgement judgement = outcome.judgements().getFirst();
    assertEquals(1.1, judgement.ratio(), 0.02);
    assertTrue(judgement.low() < 1.1 && 1.1 < judgement.high());
    assertTrue(judgement.worse() < 0.001);
    assertTrue(judgement.tolerated() > 0.5);
  }

  @Test
  void sureButBelowTheFloorIsAPass() {
    Outcome outcome = look(TIME, noisy(20, 1.01, 0.001, 2));
    assertEquals(Verdict.PASS, outcome.verdict());
    assertTrue(outcome.judgements().getFirst().worse() < 0.001);
  }

  @Test
  void unsureGoesOnAndIsInconclusiveAtTheEnd() {
    Pairs pairs = noisy(60, 1.04, 0.1, 3);
    Outcome first = look(TIME, pairs.first(10));
    assertFalse(first.over());
    assertEquals(Verdict.INCONCLUSIVE, first.verdict());
    Outcome last = look(TIME, pairs);
    assertTrue(last.over());
    assertEquals(Verdict.INCONCLUSIVE, last.verdict());
    assertTrue(last.judgements().getFirst().visible() > 0.05);
    assertTrue(last.judgements().getFirst().visible() < 0.15);
  }

  @Test
  void onlyLooksOfTheDesignDecide() {
    for (int pairs : new int[] {1, 9, 11, 59}) {
      Outcome outcome = look(TIME, noisy(pairs, 1.5, 0.01, 4));
      assertFalse(outcome.over(), pairs + " pairs");
      assertEquals(Verdict.INCONCLUSIVE, outcome.verdict());
    }
    assertEquals(1.5, look(TIME, noisy(9, 1.5, 0.01, 4)).judgements().getFirst().ratio(), 0.05);
  }

  @Test
  void lessIsWorseForARate() {
    assertEquals(Verdict.REGRESSION, look(RATE, noisy(10, 0.9, 0.01, 5)).verdict());
    assertEquals(Verdict.PASS, look(RATE, noisy(10, 1.1, 0.01, 5)).verdict());
    Judgement judgement = look(RATE, noisy(10, 0.9, 0.01, 5)).judgements().getFirst();
    assertEquals(0.9, judgement.ratio(), 0.02);
    assertTrue(judgement.low() < judgement.ratio() && judgement.ratio() < judgement.high());
  }

  @Test
  void swappingSidesMirrorsEverything() {
    for (double factor : new double[] {0.9, 1, 1.1}) {
      Pairs pairs = noisy(10, factor, 0.01, 6);
      Outcome time = look(TIME, pairs);
      Outcome mirrored =
          look(
              TIME,
              pairs.map(
                  p -> new Pair(/* baseline= */ p.candidate(), /* candidate= */ p.baseline())));
      Judgement judgement = time.judgements().getFirst();
      Judgement mirror = mirrored.judgements().getFirst();
      assertEquals(1 / judgement.ratio(), mirror.ratio(), 1e-12);
      assertEquals(1 / judgement.low(), mirror.high(), 1e-12);
      assertEquals(1 / judgement.high(), mirror.low(), 1e-12);
      assertEquals(factor > 1 ? Verdict.REGRESSION : Verdict.PASS, time.verdict());
      assertEquals(factor < 1 ? Verdict.REGRESSION : Verdict.PASS, mirrored.verdict());
    }
  }

  @Test
  void aRateIsATimeUpsideDown() {
    Rule time = new Rule(Standing.PRIMARY, false, 1 / 0.95 - 1, 1 / 0.975 - 1);
    for (double factor : new double[] {0.93, 1, 1.02, 1.06}) {
      Pairs pairs = noisy(20, factor, 0.03, 7);
      Pairs rates = pairs.map(p -> new Pair(1 / p.baseline(), 1 / p.candidate()));
      Judgement judgement = look(time, pairs).judgements().getFirst();
      Judgement upsideDown = look(RATE, rates).judgements().getFirst();
      assertEquals(judgement.verdict(), upsideDown.verdict());
      assertEquals(judgement.worse(), upsideDown.worse(), 1e-12);
      assertEquals(judgement.tolerated(), upsideDown.tolerated(), 1e-12);
      assertEquals(1 / judgement.ratio(), upsideDown.ratio(), 1e-9);
      assertEquals(1 - 1 / (1 + judgement.visible()), upsideDown.visible(), 1e-9);
    }
  }

  @Test
  void scalingChangesNothing() {
    Pairs pairs = noisy(20, 1.04, 0.03, 8);
    Judgement judgement = look(TIME, pairs).judgements().getFirst();
    for (double scale : new double[] {1e-9, 0.125, 3, 1e9}) {
      Pairs scaled = pairs.map(p -> new Pair(scale * p.baseline(), scale * p.candidate()));
      Judgement same = look(TIME, scaled).judgements().getFirst();
      assertEquals(judgement.verdict(), same.verdict());
      assertEquals(judgement.ratio(), same.ratio(), 1e-9);
      assertEquals(judgement.low(), same.low(), 1e-9);
      assertEquals(judgement.worse(), same.worse(), 1e-12);
      assertEquals(judgement.tolerated(), same.tolerated(), 1e-12);
      assertEquals(judgement.visible(), same.visible(), 1e-9);
    }
  }

  @Test
  void orderOfPairsInsideABlockIsNothing() {
    Pairs pairs = noisy(10, 1.03, 0.03, 9);
    List<Pair> moved = new ArrayList<>(pairs.list());
    Collections.swap(moved, 0, 4);
    Collections.swap(moved, 6, 8);
    assertEquals(look(TIME, pairs), look(TIME, new Pairs(moved)));
  }

  @Test
  void exactCountsAreWorseOnlyIfAllAre() {
    double[] counts = new double[10];
    Arrays.fill(counts, 4);
    double[] more = new double[10];
    Arrays.fill(more, 4.01);
    assertEquals(Verdict.REGRESSION, look(COUNT, Pairs.of(counts, more)).verdict());
    assertEquals(Verdict.PASS, look(COUNT, Pairs.of(more, counts)).verdict());
    assertEquals(Verdict.PASS, look(COUNT, Pairs.of(counts, counts)).verdict());
    more[7] = 4;
    assertEquals(Verdict.PASS, look(COUNT, Pairs.of(counts, more)).verdict());
  }

  @Test
  void fourExactCountsMayBeChance() {
    Design few = new Design(List.of(4), 0.01, 0.05, 5);
    Pairs pairs = Pairs.of(new double[] {1, 1, 1, 1}, new double[] {2, 2, 2, 2});
    Outcome outcome = Decision.look(few, List.of(COUNT), List.of(pairs));
    assertEquals(Verdict.INCONCLUSIVE, outcome.verdict());
  }

  @Test
  void warningsNeverDecide() {
    Outcome outcome =
        Decision.look(
            Design.DEFAULT,
            List.of(TIME, WARNING, WARNING),
            List.of(noisy(10, 1, 0.005, 10), noisy(10, 1.5, 0.01, 11), noisy(10, 1, 0.2, 12)));
    assertEquals(Verdict.PASS, outcome.verdict());
    assertEquals(
        List.of(Verdict.PASS, Verdict.REGRESSION, Verdict.INCONCLUSIVE),
        outcome.judgements().stream().map(Judgement::verdict).toList());
  }

  @Test
  void oneRegressionIsEnoughAndOneDoubtTooMuchToPass() {
    Pairs same = noisy(10, 1, 0.005, 13);
    Pairs slower = noisy(10, 1.1, 0.005, 14);
    Pairs unsure = noisy(10, 1, 0.2, 15);
    List<Rule> rules = List.of(TIME, TIME);
    assertEquals(
        Verdict.REGRESSION, Decision.look(Design.DEFAULT, rules, List.of(same, slower)).verdict());
    assertFalse(Decision.look(Design.DEFAULT, rules, List.of(same, unsure)).over());
  }

  @Test
  void morePrimaryMetricsAskForMore() {
    Pairs slower = noisy(10, 1.05, 0.035, 21);
    Pairs same = noisy(10, 1, 0.035, 17);
    double p = look(TIME, slower).judgements().getFirst().worse();
    assertTrue(p < 0.0025 && p > 0.0005, "p is " + p);
    assertEquals(Verdict.REGRESSION, look(TIME, slower).verdict());
    Outcome five =
        Decision.look(
            Design.DEFAULT, Collections.nCopies(5, TIME), List.of(slower, same, same, same, same));
    assertEquals(Verdict.INCONCLUSIVE, five.verdict());
  }

  @Test
  void noErrorsPassAndErrorsOnOneSideAreARegression() {
    double[] none = new double[20];
    double[] some = new double[20];
    Arrays.setAll(some, i -> i % 5 == 0 ? 0 : 3);
    assertEquals(Verdict.PASS, look(TIME, Pairs.of(none, none)).verdict());
    assertEquals(1, look(TIME, Pairs.of(none, none)).judgements().getFirst().ratio());
    assertEquals(Verdict.REGRESSION, look(TIME, Pairs.of(none, some)).verdict());
    assertEquals(Verdict.PASS, look(TIME, Pairs.of(some, none)).verdict());
  }

  @Test
  void verdictAloneIsThatOfTheLook() {
    for (int i = 0; i < 50; i++) {
      Pairs pairs = noisy(20, 1 + i * 0.002, 0.05, i);
      Outcome look = look(TIME, pairs);
      Outcome alone = Decision.verdict(Design.DEFAULT, List.of(TIME), List.of(pairs));
      assertEquals(look.verdict(), alone.verdict());
      assertEquals(look.over(), alone.over());
    }
  }

  @Test
  void refusesWhatCannotBeJudged() {
    Pairs negative = Pairs.of(new double[] {1}, new double[] {-1});
    List<Rule> one = List.of(TIME);
    assertThrows(IllegalArgumentException.class, () -> look(TIME, negative));
    assertThrows(IllegalArgumentException.class, () -> look(TIME, Pairs.NONE));
    assertThrows(
        IllegalArgumentException.class, () -> Decision.look(Design.DEFAULT, one, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Rule(Standing.PRIMARY, true, 1, 0.025));
    assertThrows(IllegalArgumentException.class, () -> new Design(List.of(10, 10), 0.01, 0.05, 5));
  }

  private static Outcome look(Rule rule, Pairs pairs) {
    return Decision.look(Design.DEFAULT, List.of(rule), List.of(pairs));
  }

  private static Pairs noisy(int pairs, double factor, double deviation, long seed) {
    RandomStream random = new RandomStream(seed);
    Distribution.Normal noise = new Distribution.Normal(0, deviation);
    double[] baseline = new double[pairs];
    double[] candidate = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      baseline[i] = Math.exp(noise.sample(random));
      candidate[i] = factor * Math.exp(noise.sample(random));
    }
    return Pairs.of(baseline, candidate);
  }
}
