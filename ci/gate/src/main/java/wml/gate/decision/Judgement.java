package wml.gate.decision;

/**
 * What the pairs so far say of one metric. Changes are ratios of candidate to baseline: 1.05 is 5 %
 * more, whatever is better.
 *
 * @param verdict of this metric alone: PASS, REGRESSION or INCONCLUSIVE
 * @param ratio Hodges-Lehmann estimate
 * @param low of its 95 % interval, for a fixed number of pairs
 * @param high of its 95 % interval
 * @param worse p value of no change against a change for the worse, one-sided, not corrected
 * @param tolerated p value of a change for the worse of the tolerance against a smaller one
 * @param visible the smallest change for the worse, as a fraction, that these pairs would have
 *     called a regression nine times out of ten
 */
public record Judgement(
    Verdict verdict,
    double ratio,
    double low,
    double high,
    double worse,
    double tolerated,
    double visible) {}
