package wml.reports.chart;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import wml.api.measure.MedianInterval;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;

/**
 * What a chart is made of.
 *
 * @param metric null: the usual one of its kind
 * @param title null: the usual one; empty: none is drawn
 */
public record Request(Samples samples, @Nullable Metric metric, @Nullable String title) {
  /** Bandwidth where bytes are moved, else operations. */
  Metric rate() {
    if (metric != null) {
      return metric;
    }
    boolean moves =
        samples.groups().stream()
            .flatMap(g -> g.samples().stream())
            .anyMatch(s -> s.flowop().bytes() > 0);
    return moves ? Metric.BANDWIDTH : Metric.IOPS;
  }

  /** Of latencies alone: other metrics have no distribution. */
  void refuseMetric(String kind) {
    if (metric != null) {
      throw new IllegalArgumentException(
          "%s shows the distribution of latencies: it takes no --metric".formatted(kind));
    }
  }

  /** Least above 0 and greatest of values with their intervals. */
  static DoubleSummaryStatistics range(List<Estimate> values) {
    return values.stream()
        .filter(Estimate::isKnown)
        .flatMapToDouble(
            e ->
                e.hasInterval()
                    ? DoubleStream.of(e.low(), e.median(), e.high())
                    : DoubleStream.of(e.median()))
        .filter(v -> v > 0)
        .summaryStatistics();
  }

  /** {@code n = 10} or {@code n = 3 to 10}, then what the bars are. */
  static String repeats(List<Estimate> values) {
    long[] n = values.stream().filter(Estimate::isKnown).mapToLong(Estimate::n).sorted().toArray();
    if (n.length == 0) {
      return "Nothing was measured.";
    }
    String count =
        n[0] == n[n.length - 1] ? "n = " + n[0] : "n = " + n[0] + " to " + n[n.length - 1];
    String bars =
        values.stream().anyMatch(Estimate::hasInterval)
            ? "points are medians over the runs, bars their 95 % intervals (order statistics)"
            : n[n.length - 1] == 1
                ? "without intervals, which need at least " + MedianInterval.FEWEST
                : "points are medians over the runs; intervals need at least "
                    + MedianInterval.FEWEST;
    String plural =
        Arrays.stream(n).allMatch(k -> k == 1) ? " run per point; " : " runs per point; ";
    return count + plural + bars + ".";
  }
}
