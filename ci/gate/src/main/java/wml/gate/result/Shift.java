package wml.gate.result;

/**
 * How a percentile of all latencies shifted: one point of the shift function (Doksum, 1974), each
 * the ratio of candidate to baseline.
 *
 * @param percent such as 99.9
 * @param low of the 95 % interval
 * @param high of the 95 % interval
 */
public record Shift(double percent, double ratio, double low, double high) {}
