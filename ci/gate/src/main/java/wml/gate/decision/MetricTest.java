package wml.gate.decision;

import java.util.function.ToDoubleFunction;
import wml.gate.statistics.HodgesLehmann;
import wml.gate.statistics.VanElteren;

/**
 * One metric's pairs, turned so that more is worse, and what the tests say of them.
 *
 * <p>The p values are van Elteren's. They are taken by pairs where runs visibly shun the one before
 * them, as they do if something disturbs every second run: by runs, such noise makes 1 to 4 % false
 * alarms. Always by pairs would cost a tenth more pairs on all noise for the sake of this one.
 */
final class MetricTest {
  /**
   * More dispersion than this is taken as shunning. By chance one of five metrics has it on 10
   * pairs, one of 25 on 60: those need a little more to be sure.
   */
  private static final double MOST_DISPERSION = 1.2;

  private static final double OUTSIDE = 0.025;
  private static final double ONE_OF_TEN = 0.1;

  private final Rule rule;
  private final int pairsPerBlock;
  private final double[] before;
  private final double[] after;
  private final HodgesLehmann estimate;
  private final ToDoubleFunction<VanElteren> p;

  MetricTest(Design design, Rule rule, Pairs pairs) {
    this.rule = rule;
    pairsPerBlock = design.pairsPerBlock();
    before = rule.moreIsBetter() ? pairs.candidate() : pairs.baseline();
    after = rule.moreIsBetter() ? pairs.baseline() : pairs.candidate();
    estimate = new HodgesLehmann(before, after, pairsPerBlock);
    p = shunned() ? VanElteren::byPairs : VanElteren::byRuns;
  }

  private boolean shunned() {
    double ratio = estimate.ratio();
    if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
      return true; // from or to nothing: the sides can't be made alike to see
    }
    return VanElteren.of(before, after, ratio, pairsPerBlock).dispersion() > MOST_DISPERSION;
  }

  /** p of no change against a change for the worse. */
  double worse() {
    return p.applyAsDouble(VanElteren.of(before, after, pairsPerBlock));
  }

  /** p of a change for the worse of the tolerance against a smaller one. */
  double tolerated() {
    double least = 1 / rule.times(rule.tolerance());
    return p.applyAsDouble(
        VanElteren.of(/* baseline= */ after, /* candidate= */ before, least, pairsPerBlock));
  }

  /** Whether the estimate is a change for the worse of at least the floor. */
  boolean beyondFloor() {
    return estimate.ratio() >= rule.times(rule.floor());
  }

  /** Whether every value after is worse than every one before. */
  boolean allWorse() {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : before) {
      most = Math.max(most, value);
    }
    for (double value : after) {
      if (value <= most) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param level at which a p value would have been called a regression
   */
  Judgement judgement(Verdict verdict, double worse, double tolerated, double level) {
    HodgesLehmann.Interval interval = estimate.interval(OUTSIDE, p);
    double ratio = estimate.ratio();
    double visible = visible(level);
    return rule.moreIsBetter()
        ? new Judgement(
            verdict, 1 / ratio, 1 / interval.high(), 1 / interval.low(), worse, tolerated, visible)
        : new Judgement(verdict, ratio, interval.low(), interval.high(), worse, tolerated, visible);
  }

  /**
   * The change of which an estimate lies just above what is called a regression, and as much more
   * as one of ten estimates falls short: both from intervals around the estimate that there is.
   */
  private double visible(double level) {
    double bound = Math.max(halfWidth(level), Math.log(rule.times(rule.floor())));
    return rule.fraction(Math.exp(bound + halfWidth(ONE_OF_TEN)));
  }

  private double halfWidth(double outside) {
    HodgesLehmann.Interval interval = estimate.interval(outside, p);
    double width = (Math.log(interval.high()) - Math.log(interval.low())) / 2;
    return Double.isNaN(width) ? Double.POSITIVE_INFINITY : width; // from or to nothing
  }
}
