package wml.cli.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult.FlowopRecord;

/**
 * OpenMetrics 1.0 text of a moment. Counters and histograms are those of the run that goes on: they
 * begin anew with each run, which scrapers take for a restart.
 */
final class MetricsText {
  static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** Edges are powers of two ns, as those of our buckets are: 256 ns to 69 s, each doubled. */
  private static final int FIRST_EDGE_BITS = 8;

  private static final int LAST_EDGE_BITS = 36;

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  private final StringBuilder out = new StringBuilder();

  private MetricsText() {}

  static String of(LiveTotals.Moment moment) {
    MetricsText text = new MetricsText();
    text.counters(moment.rows());
    text.histograms(moment.rows());
    text.interval(moment);
    text.family("wml_runs_finished", "counter", "Runs of the workload that are over.");
    text.sample("wml_runs_finished_total", "", moment.runsFinished());
    return text.out.append("# EOF\n").toString();
  }

  private void counters(List<LiveTotals.Row> rows) {
    family("wml_operations", "counter", "Measured operations that succeeded.");
    rows.forEach(row -> sample("wml_operations_total", labels(row.flowop()), row.ops()));
    family("wml_errors", "counter", "Measured operations that failed.");
    rows.forEach(row -> sample("wml_errors_total", labels(row.flowop()), row.errors()));
    family("wml_transferred_bytes", "counter", "Bytes read and written.");
    out.append("# UNIT wml_transferred_bytes bytes\n");
    rows.forEach(row -> sample("wml_transferred_bytes_total", labels(row.flowop()), row.bytes()));
  }

  private void histograms(List<LiveTotals.Row> rows) {
    family("wml_latency_seconds", "histogram", "Durations of operations, by kind.");
    out.append("# UNIT wml_latency_seconds seconds\n");
    for (LiveTotals.Row row : rows) {
      for (Map.Entry<String, LatencyHistogram> kind : row.latencies().entrySet()) {
        histogram(kind(row.flowop(), kind.getKey()), kind.getValue());
      }
    }
  }

  private void histogram(String labels, LatencyHistogram values) {
    long[] atMost = new long[LAST_EDGE_BITS - FIRST_EDGE_BITS + 1];
    values.forEachBucket(
        (lower, width, count) -> {
          for (int i = 0; i < atMost.length; i++) {
            if (lower + width <= 1L << (FIRST_EDGE_BITS + i)) {
              atMost[i] += count;
            }
          }
        });
    for (int i = 0; i < atMost.length; i++) {
      String edge = number((1L << (FIRST_EDGE_BITS + i)) / 1e9);
      sample("wml_latency_seconds_bucket", labels + ",le=\"" + edge + "\"", atMost[i]);
    }
    sample("wml_latency_seconds_bucket", labels + ",le=\"+Inf\"", values.count());
    sample("wml_latency_seconds_count", labels, values.count());
    sample("wml_latency_seconds_sum", labels, values.sumNanos() / 1e9);
  }

  private void interval(LiveTotals.Moment moment) {
    if (moment.last() == null) {
      return;
    }
    double seconds = moment.last().seconds();
    List<FlowopRecord> flowops = moment.last().flowops();
    family("wml_interval_operations_per_second", "gauge", "Of the last second.");
    flowops.forEach(
        f -> sample("wml_interval_operations_per_second", labels(f), f.ops() / seconds));
    family("wml_interval_latency_seconds", "summary", "Of the last second.");
    out.append("# UNIT wml_interval_latency_seconds seconds\n");
    for (FlowopRecord flowop : flowops) {
      flowop
          .latencies()
          .forEach(
              (kind, values) -> {
                for (double quantile : QUANTILES) {
                  if (values.count() > 0) {
                    sample(
                        "wml_interval_latency_seconds",
                        kind(flowop, kind) + ",quantile=\"" + quantile + "\"",
                        values.percentileNanos(quantile * 100) / 1e9);
                  }
                }
              });
    }
  }

  private void family(String name, String type, String help) {
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  private void sample(String name, String labels, long value) {
    sample(name, labels, Long.toString(value));
  }

  private void sample(String name, String labels, double value) {
    sample(name, labels, number(value));
  }

  private void sample(String name, String labels, String value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(value).append('\n');
  }

  private static String labels(FlowopRecord flowop) {
    return "machine=\"%s\",process=\"%s\",thread=\"%s\",flowop=\"%s\",type=\"%s\""
        .formatted(
            escaped(flowop.machine()),
            escaped(flowop.process()),
            escaped(flowop.thread()),
            escaped(flowop.name()),
            escaped(flowop.type()));
  }

  private static String kind(FlowopRecord flowop, String kind) {
    return labels(flowop) + ",kind=\"" + kind + "\"";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
