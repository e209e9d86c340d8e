package wml.reports.series;

import com.google.auto.service.AutoService;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Interval;
import wml.api.result.RunFiles;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

/**
 * {@code intervals.csv}: a line per interval and flowop (RFC 4180, with a header). What did not
 * happen has no latency: its cells are empty.
 */
@AutoService(RunFiles.class)
public final class IntervalTable implements RunFiles {
  private static final List<String> KINDS = List.of("service", "response", "delay");
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};

  @Override
  public String summary() {
    return "intervals.csv, a line per interval and flowop";
  }

  @Override
  public void write(Path directory, RunResult result) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("intervals.csv"))) {
      StringBuilder head =
          new StringBuilder(
              "begin_s,end_s,machine,process,thread,flowop,type,direction,ops,errors,bytes,"
                  + "ops_per_s,bytes_per_s");
      for (String kind : KINDS) {
        for (String figure : List.of("mean", "p50", "p90", "p99", "p999", "max")) {
          head.append(',').append(kind).append('_').append(figure).append("_ns");
        }
      }
      out.append(head).append('\n');
      for (Interval interval : result.measurement().intervals()) {
        for (FlowopRecord flowop : interval.flowops()) {
          out.append(line(interval, flowop)).append('\n');
        }
      }
    }
  }

  private static String line(Interval interval, FlowopRecord flowop) {
    List<String> cells = new ArrayList<>();
    cells.add(decimal(interval.beginNanos() / 1e9, 3));
    cells.add(decimal(interval.endNanos() / 1e9, 3));
    cells.add(quoted(flowop.machine()));
    cells.add(quoted(flowop.process()));
    cells.add(quoted(flowop.thread()));
    cells.add(quoted(flowop.name()));
    cells.add(quoted(flowop.type()));
    cells.add(quoted(flowop.direction()));
    cells.add(Long.toString(flowop.ops()));
    cells.add(Long.toString(flowop.errors()));
    cells.add(Long.toString(flowop.bytes()));
    double seconds = interval.seconds();
    cells.add(decimal(seconds > 0 ? flowop.ops() / seconds : 0, 2));
    cells.add(decimal(seconds > 0 ? flowop.bytes() / seconds : 0, 0));
    for (String kind : KINDS) {
      LatencyHistogram latencies = flowop.latencies().get(kind);
      boolean any = latencies != null && latencies.count() > 0;
      cells.add(latencies != null && any ? decimal(latencies.meanNanos(), 1) : "");
      for (double percent : PERCENTILES) {
        cells.add(latencies != null && any ? "" + latencies.percentileNanos(percent) : "");
      }
      cells.add(latencies != null && any ? "" + latencies.maxNanos() : "");
    }
    return String.join(",", cells);
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
