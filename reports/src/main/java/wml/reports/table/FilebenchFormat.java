package wml.reports.table;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import wml.api.measure.LatencyHistogram;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;

/**
 * {@code filebench}: the end of Filebench 1.5's output, for scripts that read it. "mb" is MiB.
 * Flowops come in reverse order of definition; those of one name are one line.
 */
@AutoService(ResultFormat.class)
public final class FilebenchFormat implements ResultFormat {
  private static final double MIB = 1024 * 1024;
  private static final double NANOS_PER_MS = 1e6;

  /** One counter for each power of two of nanoseconds. */
  private static final int COUNTERS = 64;

  @Override
  public String name() {
    return "filebench";
  }

  /** Its lines are those of Filebench alone. */
  @Override
  public boolean showsAssertions() {
    return false;
  }

  @Override
  public void write(RunResult result, Appendable out) throws IOException {
    double sinceStart = result.phases().stream().mapToLong(RunResult.Phase::durationNanos).sum();
    String stamp = String.format(Locale.ROOT, "%.3f: ", sinceStart / 1e9);
    out.append(stamp)
        .append(String.format(Locale.ROOT, "Run took %.0f seconds...\n", result.elapsedSeconds()));
    if (result.valid()) {
      out.append(stamp).append("Per-Operation Breakdown\n");
      for (Line line : lines(result)) {
        out.append(line.format(result)).append('\n');
      }
      out.append(stamp).append(summary(result)).append('\n');
    } else {
      out.append(stamp).append("NO VALID RESULTS\n");
    }
    out.append(stamp).append("Shutting down processes\n");
  }

  private static Collection<Line> lines(RunResult result) {
    Map<String, Line> byName = new LinkedHashMap<>();
    for (RunResult.FlowopRecord flowop : result.flowops().reversed()) {
      byName.computeIfAbsent(flowop.name(), Line::new).add(flowop);
    }
    return byName.values();
  }

  private static String summary(RunResult result) {
    LatencyHistogram service = result.ioService();
    return String.format(
        Locale.ROOT,
        "IO Summary: %d ops %.3f ops/s %.0f/%.0f rd/wr %.1fmb/s %.3fms/op",
        result.ioOperations(),
        perSecond((double) result.ioOperations(), result),
        perSecond((double) result.ioOperations("read"), result),
        perSecond((double) result.ioOperations("write"), result),
        perSecond(result.ioBytes() / MIB, result),
        service.meanNanos() / NANOS_PER_MS);
  }

  private static double perSecond(double amount, RunResult result) {
    return result.elapsedNanos() <= 0 ? 0 : amount / result.elapsedSeconds();
  }

  /** All flowops of one name. */
  private static final class Line {
    private final String name;
    private final LatencyHistogram service = new LatencyHistogram();
    private long ops;
    private long bytes;

    Line(String name) {
      this.name = name;
    }

    void add(RunResult.FlowopRecord flowop) {
      ops += flowop.ops();
      bytes += flowop.bytes();
      service.add(flowop.service());
    }

    String format(RunResult result) {
      String line =
          String.format(
              Locale.ROOT,
              "%-20s %dops %.0fops/s %.1fmb/s %.3fms/op [%.3fms - %.3fms]",
              name,
              ops,
              perSecond((double) ops, result),
              perSecond(bytes / MIB, result),
              service.meanNanos() / NANOS_PER_MS,
              service.minNanos() / NANOS_PER_MS,
              service.maxNanos() / NANOS_PER_MS);
      return result.latencyHistogram() ? line + "\t" + counters() : line;
    }

    /** Counter i holds [2^(i-1), 2^i) ns: no bucket of ours spans a power of two. */
    private String counters() {
      long[] counters = new long[COUNTERS];
      service.forEachBucket(
          (lower, width, count) -> counters[Long.SIZE - Long.numberOfLeadingZeros(lower)] += count);
      StringJoiner text = new StringJoiner(" ", "[ ", " ]");
      for (long counter : counters) {
        text.add(Long.toString(counter));
      }
      return text.toString();
    }
  }
}
