package wml.reports.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.api.result.AssertionRecord;
import wml.api.result.RunResult;
import wml.api.units.Durations;

/** The runs of a sweep side by side, a row per run; sweeps of other variables have their own. */
final class PointTable {
  private static final double MIB = 1024 * 1024;
  private static final String GAP = "  ";
  private static final int MAX_VALUE = 24;

  private PointTable() {}

  static void write(List<RunResult> results, Appendable out) throws IOException {
    Map<List<String>, List<RunResult>> sweeps = new LinkedHashMap<>();
    for (RunResult result : results) {
      if (!result.point().isEmpty()) {
        sweeps
            .computeIfAbsent(List.copyOf(result.point().keySet()), v -> new ArrayList<>())
            .add(result);
      }
    }
    for (Map.Entry<List<String>, List<RunResult>> sweep : sweeps.entrySet()) {
      if (sweep.getValue().stream().map(RunResult::point).distinct().count() > 1) {
        write(sweep.getKey(), sweep.getValue(), out);
      }
    }
  }

  private static void write(List<String> variables, List<RunResult> runs, Appendable out)
      throws IOException {
    boolean asserted = runs.stream().anyMatch(r -> !r.assertions().isEmpty());
    List<String> headings = new ArrayList<>(List.of("run"));
    variables.forEach(v -> headings.add(TextLines.shorten(v, MAX_VALUE)));
    headings.addAll(List.of("ops/s", "MiB/s", "mean", "p99"));
    if (asserted) {
      headings.add("assertions");
    }
    List<List<String>> rows = new ArrayList<>(List.of(headings));
    for (RunResult run : runs) {
      rows.add(row(run, asserted));
    }
    int[] widths = new int[headings.size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], TextLines.width(row.get(i))));
    }
    out.append("\nsweep over ").append(String.join(", ", variables)).append('\n');
    String heading = line(headings, widths);
    out.append(heading).append("─".repeat(TextLines.width(heading) - 1)).append('\n');
    for (List<String> row : rows.subList(1, rows.size())) {
      out.append(line(row, widths));
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : GAP).append(TextLines.right(cells.get(i), widths[i]));
    }
    return line.append('\n').toString();
  }

  private static List<String> row(RunResult run, boolean asserted) {
    LatencyHistogram latency = run.ioLatency();
    boolean measured = run.valid() && latency.count() > 0;
    List<String> cells = new ArrayList<>(List.of(String.valueOf(run.runIndex() + 1)));
    run.point().values().forEach(v -> cells.add(TextLines.shorten(v, MAX_VALUE)));
    cells.add(measured ? rate((double) run.ioOperations(), run) : "-");
    cells.add(measured ? rate(run.ioBytes() / MIB, run) : "-");
    cells.add(measured ? Durations.format(latency.meanNanos()) : "-");
    cells.add(measured ? Durations.format((double) latency.percentileNanos(99)) : "-");
    if (asserted) {
      cells.add(verdict(run.assertions()));
    }
    return cells;
  }

  private static String rate(double amount, RunResult run) {
    return FlowopTable.rate(run.elapsedNanos() <= 0 ? 0 : amount / run.elapsedSeconds());
  }

  private static String verdict(List<AssertionRecord> assertions) {
    long failed = assertions.stream().filter(a -> !a.holds()).count();
    return assertions.isEmpty() ? "-" : failed == 0 ? "✓" : "✗ " + failed;
  }
}
