package wml.cli.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.Interval;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.units.Durations;

/**
 * The lines of the terminal that show a run: its throughput as a sparkline, and what each flowop
 * did in the last second. Columns that don't fit are left out from the right, flowops from the
 * bottom.
 */
public final class LiveView {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int NAME = 24;
  private static final int LEAST_NAME = 8;
  private static final int CELL = 10;
  private static final double MIB = 1024 * 1024;
  private static final String NONE = "-";
  private static final List<String> HEADINGS = List.of("ops/s", "p50", "p99", "MiB/s", "errors");

  /**
   * Around the flowops: the caller's line, the sparkline, the headings, and one for what is left.
   */
  private static final int OTHER_LINES = 4;

  private LiveView() {}

  /**
   * No line is wider than the terminal.
   *
   * @param columns of the terminal
   * @param rows of the terminal
   */
  public static List<String> lines(LiveTotals totals, String head, int columns, int rows) {
    LiveTotals.Moment moment = totals.now();
    int width = Math.max(1, columns - 1); // the last column stays free: some terminals wrap there
    List<String> out = new ArrayList<>();
    out.add(cut(head, width));
    Interval last = moment.last();
    if (last == null || rows <= OTHER_LINES) {
      return out;
    }
    out.add(cut(spark(moment.rates(), width), width));
    int cells = Math.clamp((width - LEAST_NAME) / CELL, 0, HEADINGS.size());
    int name = Math.max(1, Math.min(NAME, width - cells * CELL));
    out.add(line("last second", HEADINGS, name, cells));
    List<FlowopRecord> flowops = last.flowops();
    List<String> labels = FlowopLabels.of(flowops);
    int shown = Math.min(flowops.size(), rows - OTHER_LINES);
    for (int i = 0; i < shown; i++) {
      out.add(line(labels.get(i), cells(flowops.get(i), moment.rows().get(i), last), name, cells));
    }
    if (shown < flowops.size()) {
      out.add(cut("... and " + (flowops.size() - shown) + " more", width));
    }
    return out;
  }

  private static List<String> cells(FlowopRecord flowop, LiveTotals.Row row, Interval last) {
    return List.of(
        rate(flowop.ops() / last.seconds()),
        percentile(flowop.latency(), 50),
        percentile(flowop.latency(), 99),
        flowop.bytes() == 0 ? NONE : rate(flowop.bytes() / MIB / last.seconds()),
        row.errors() == 0 ? NONE : String.format(Locale.ROOT, "%,d", row.errors()));
  }

  private static String line(String name, List<String> cells, int nameWidth, int count) {
    StringBuilder line = new StringBuilder(cut(name, nameWidth));
    line.repeat(" ", Math.max(0, nameWidth - name.codePointCount(0, name.length())));
    for (String cell : cells.subList(0, count)) {
      line.append(String.format(Locale.ROOT, "%" + CELL + "s", cell));
    }
    return line.toString();
  }

  /** The newest on the right; a bar's height is the rate's part of the greatest one shown. */
  private static String spark(List<Double> rates, int width) {
    List<Double> shown = rates.subList(Math.max(0, rates.size() - width), rates.size());
    double most = shown.stream().mapToDouble(r -> r).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (double rate : shown) {
      int height = most <= 0 ? 0 : (int) Math.round(rate / most * (BARS.length() - 1));
      line.append(BARS.charAt(height));
    }
    return line.toString();
  }

  private static String percentile(@Nullable LatencyHistogram values, double percent) {
    return values == null || values.count() == 0
        ? NONE
        : Durations.format((double) values.percentileNanos(percent));
  }

  private static String rate(double perSecond) {
    return String.format(
        Locale.ROOT, perSecond >= 99.95 || perSecond == 0 ? "%,.0f" : "%.1f", perSecond);
  }

  private static String cut(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }
}
