package wml.reports.series;

import com.google.auto.service.AutoService;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.Interval;
import wml.api.result.RunFiles;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

/**
 * {@code FLOWOP_bw.N.log} and the like, as fio writes them with {@code log_avg_msec}: time in ms,
 * value, direction (0 read, 1 write), block size, offset, priority. The last three are 0 where
 * values are those of a whole interval (fio(1), "Log File Formats"). N is the flowop's place among
 * {@code jobs[]}. Flowops that neither read nor write have none: fio knows no such direction.
 */
@AutoService(RunFiles.class)
public final class FioLogs implements RunFiles {
  private static final double KIB = 1024;

  @Override
  public String summary() {
    return "FLOWOP_bw.N.log, _iops, _lat and _clat, fio's logs";
  }

  @Override
  public void write(Path directory, RunResult result) throws IOException {
    List<String> labels = FlowopLabels.of(result.flowops());
    int job = 0;
    for (int i = 0; i < labels.size(); i++) {
      FlowopRecord flowop = result.flowops().get(i);
      if (flowop.direction().equals("none")) {
        continue;
      }
      job++;
      List<Interval> intervals = result.measurement().intervals();
      String label = labels.get(i);
      int place = i;
      log(
          directory.resolve(label + "_bw." + job + ".log"),
          intervals,
          place,
          v -> Math.round(v.flowop().bytes() / KIB / v.interval().seconds()));
      log(
          directory.resolve(label + "_iops." + job + ".log"),
          intervals,
          place,
          v -> Math.round(v.flowop().ops() / v.interval().seconds()));
      log(
          directory.resolve(label + "_lat." + job + ".log"),
          intervals,
          place,
          v -> mean(v.flowop().latency()));
      log(
          directory.resolve(label + "_clat." + job + ".log"),
          intervals,
          place,
          v -> mean(v.flowop().service()));
    }
  }

  private record Value(Interval interval, FlowopRecord flowop) {}

  private static long mean(LatencyHistogram latencies) {
    return Math.round(latencies.meanNanos());
  }

  private static void log(
      Path file, List<Interval> intervals, int place, ToLongFunction<Value> value)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Interval interval : intervals) {
        FlowopRecord flowop = interval.flowops().get(place);
        if (flowop.ops() > 0 && interval.seconds() > 0) {
          out.append(Long.toString(interval.endNanos() / 1_000_000))
              .append(", ")
              .append(Long.toString(value.applyAsLong(new Value(interval, flowop))))
              .append(flowop.direction().equals("read") ? ", 0" : ", 1")
              .append(", 0, 0, 0\n");
        }
      }
    }
  }
}
