package wml.reports.series;

import com.google.auto.service.AutoService;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.Interval;
import wml.api.result.RunFiles;
import wml.api.result.RunResult;

/**
 * {@code intervals.hlog}: HdrHistogram's log, format 1.3. One tag per flowop and kind, such as
 * {@code read.service}; values in nanoseconds, the column of maxima in milliseconds.
 */
@AutoService(RunFiles.class)
public final class HdrLogFile implements RunFiles {
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String summary() {
    return "intervals.hlog, HdrHistogram's log 1.3";
  }

  @Override
  public void write(Path directory, RunResult result) throws IOException {
    Path file = directory.resolve("intervals.hlog");
    List<String> labels = FlowopLabels.of(result.flowops());
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputComment("[wml: " + result.workload().path().replaceAll("\\s+", " ") + "]");
      log.outputLogFormatVersion();
      log.outputStartTime(Instant.parse(result.startedAt()).toEpochMilli());
      log.outputLegend();
      for (Interval interval : result.measurement().intervals()) {
        for (int i = 0; i < interval.flowops().size(); i++) {
          Map<String, LatencyHistogram> kinds =
              new TreeMap<>(interval.flowops().get(i).latencies());
          for (Map.Entry<String, LatencyHistogram> kind : kinds.entrySet()) {
            if (kind.getValue().count() > 0) {
              Histogram histogram = HdrHistograms.of(kind.getValue());
              histogram.setTag(labels.get(i) + "." + kind.getKey());
              log.outputIntervalHistogram(
                  interval.beginNanos() / 1e9,
                  interval.endNanos() / 1e9,
                  histogram,
                  NANOS_PER_MILLI);
            }
          }
        }
      }
      if (out.checkError()) {
        throw new IOException("cannot write " + file);
      }
    }
  }
}
