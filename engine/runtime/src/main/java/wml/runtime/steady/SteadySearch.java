package wml.runtime.steady;

import java.util.Arrays;
import java.util.Locale;

/**
 * Looks for the steady part of a run: the longest stretch of intervals up to its end in which the
 * throughput has no change of level, no trend, and a bounded spread.
 *
 * <ol>
 *   <li>Single outliers are replaced by the median around them (a Hampel filter): a stall of one
 *       interval is part of a steady state, and is measured with it.
 *   <li>If one straight line explains the series better than levels do, the run drifts throughout.
 *   <li>The part behind the last change point is looked at again, with its own noise, until no
 *       change is left.
 *   <li>If that has a trend, its begin is taken away until none is left.
 * </ol>
 */
public final class SteadySearch {
  /** Fewer intervals have no noise to compare with. */
  static final int FEWEST = 10;

  /** Most of a run's last part: what is shorter may just be about to change. */
  static final double LEAST_SHARE = 1 / 3.0;

  /** From begin to end of the window, as a fraction of its mean. */
  static final double MOST_DRIFT = 0.05;

  /** Standard deviation of an interval, made robust, as a fraction of the median. */
  static final double MOST_SPREAD = 0.25;

  /** A smaller slope may be noise, in standard errors. */
  private static final double SIGNIFICANT = 2.5;

  /** Per change, times variance and the logarithm of the length: BIC has 2. */
  private static final double PENALTY = 4;

  private static final int HAMPEL_HALF = 3;
  private static final double HAMPEL_DEVIATIONS = 4;

  private SteadySearch() {}

  /** What was found. */
  public sealed interface Verdict {
    /**
     * Steady from an interval to the end.
     *
     * @param first its index
     * @param drift from begin to end of the window, as a fraction of its mean
     * @param spread of an interval, as a fraction of the median
     */
    record Steady(int first, double drift, double spread) implements Verdict {}

    /** Not steady. */
    record Unstable(String reason) implements Verdict {}
  }

  /**
   * @param throughput of each interval, all equally long
   */
  public static Verdict search(double[] throughput) {
    return search(throughput, MOST_SPREAD);
  }

  /**
   * The same of values whose spread matters less, such as ratios of neighbours.
   *
   * @param mostSpread of an interval, as a fraction of the median
   */
  public static Verdict search(double[] throughput, double mostSpread) {
    int n = throughput.length;
    if (n < FEWEST) {
      return new Verdict.Unstable(
          "it has %d intervals of the %d that are needed; run longer".formatted(n, FEWEST));
    }
    double[] values = withoutOutliers(throughput);
    if (SeriesNoise.median(values) <= 0) {
      return new Verdict.Unstable("nothing completed in most intervals");
    }
    SeriesNoise noise = SeriesNoise.of(values);
    double penalty = penalty(noise, n);
    ChangePoints changes = ChangePoints.of(values, penalty);
    Line line = Line.through(values, 0);
    if (Math.abs(line.drift(n)) > MOST_DRIFT
        && Line.significance(line, n, noise.longRunVariance()) > SIGNIFICANT
        && line.squares() + penalty < changes.cost()) {
      return new Verdict.Unstable(
          "throughput %s by %s over the whole run; run longer"
              .formatted(line.slope() > 0 ? "rises" : "falls", percent(line.drift(n))));
    }
    int first = 0;
    while (!changes.indexes().isEmpty()) {
      first += changes.indexes().getLast();
      double[] rest = Arrays.copyOfRange(values, first, n);
      changes = ChangePoints.of(rest, penalty(SeriesNoise.of(rest), n));
    }
    return judge(values, throughput, first, mostSpread);
  }

  private static double penalty(SeriesNoise noise, int n) {
    return PENALTY * Math.log(n) * noise.longRunVariance();
  }

  /** Looks for a trend and at the spread behind the last change point. */
  private static Verdict judge(
      double[] values, double[] throughput, int change, double mostSpread) {
    int n = values.length;
    int shortest = Math.max(FEWEST, (int) Math.ceil(n * LEAST_SHARE));
    if (n - change < shortest) {
      return new Verdict.Unstable(
          "throughput last changed %d intervals before the end of %d, and %d are needed; run longer"
              .formatted(n - change, n, shortest));
    }
    double drift = 0;
    for (int first = change; n - first >= shortest; first++) {
      double[] window = Arrays.copyOfRange(values, first, n);
      Line line = Line.through(window, 0);
      drift = line.drift(window.length);
      double significance =
          Line.significance(line, window.length, SeriesNoise.of(window).longRunVariance());
      if (Math.abs(drift) > MOST_DRIFT && significance > SIGNIFICANT) {
        continue;
      }
      double[] raw = Arrays.copyOfRange(throughput, first, n);
      double spread = SeriesNoise.robustDeviation(raw) / SeriesNoise.median(raw);
      return spread > mostSpread
          ? new Verdict.Unstable(
              "throughput varies by %s from interval to interval; at most %s counts as steady"
                  .formatted(percent(spread), percent(mostSpread)))
          : new Verdict.Steady(first, drift, spread);
    }
    return new Verdict.Unstable(
        "throughput still %s at the end, by %s over the last %d intervals; run longer"
            .formatted(drift > 0 ? "rises" : "falls", percent(drift), shortest));
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.0f%%", Math.abs(fraction) * 100);
  }

  private static double[] withoutOutliers(double[] values) {
    int n = values.length;
    double[] out = values.clone();
    for (int i = HAMPEL_HALF; i < n; i++) { // an odd begin is a warm-up, however short
      int begin = Math.clamp(i - HAMPEL_HALF, 0, Math.max(0, n - 2 * HAMPEL_HALF - 1));
      double[] around = Arrays.copyOfRange(values, begin, begin + 2 * HAMPEL_HALF + 1);
      double median = SeriesNoise.median(around);
      double deviation = SeriesNoise.robustDeviation(around);
      if (Math.abs(values[i] - median) > HAMPEL_DEVIATIONS * deviation) {
        out[i] = median;
      }
    }
    return out;
  }
}
