package wml.reports.series;

import com.google.auto.service.AutoService;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.RunFiles;
import wml.api.result.RunResult;

/**
 * {@code FLOWOP.service.hgrm}: the percentiles of a whole run as HdrHistogram prints them, in
 * microseconds.
 */
@AutoService(RunFiles.class)
public final class PercentileFiles implements RunFiles {
  private static final int TICKS_PER_HALF_DISTANCE = 5;
  private static final double NANOS_PER_MICRO = 1e3;

  @Override
  public String summary() {
    return "FLOWOP.service.hgrm, percentiles as HdrHistogram plots them, in us";
  }

  @Override
  public void write(Path directory, RunResult result) throws IOException {
    List<String> labels = FlowopLabels.of(result.flowops());
    for (int i = 0; i < labels.size(); i++) {
      for (Map.Entry<String, LatencyHistogram> kind :
          result.flowops().get(i).latencies().entrySet()) {
        if (kind.getValue().count() > 0) {
          Path file = directory.resolve(labels.get(i) + "." + kind.getKey() + ".hgrm");
          write(file, kind.getValue());
        }
      }
    }
  }

  private static void write(Path file, LatencyHistogram histogram) throws IOException {
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
      HdrHistograms.of(histogram)
          .outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NANOS_PER_MICRO);
      if (out.checkError()) {
        throw new IOException("cannot write " + file);
      }
    }
  }
}
