package wml.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wml.api.result.RateReport;
import wml.api.result.RateReport.ProbeRecord;
import wml.api.units.Durations;

/** Probes under rates as a table for people, by rate, with a bar for the 99th percentile. */
final class RateTable {
  private static final int BAR = 24;

  private RateTable() {}

  static void print(RateReport report, PrintWriter out) {
    List<ProbeRecord> all =
        report.probes().stream()
            .sorted(Comparator.comparingDouble(ProbeRecord::plannedPerSecond))
            .toList();
    double most =
        all.stream().mapToDouble(p -> (double) p.latency().percentileNanos(99)).max().orElse(0);
    TextTable table =
        new TextTable("rate/s", "executed/s", "mean", "p50", "p99", "p99.9", "verdict", "p99 ");
    for (ProbeRecord p : all) {
      table.row(
          rate(p.plannedPerSecond()),
          rate(p.executedPerSecond()),
          Durations.format(p.latency().meanNanos()),
          Durations.format((double) p.latency().percentileNanos(50)),
          Durations.format((double) p.latency().percentileNanos(99)),
          Durations.format((double) p.latency().percentileNanos(99.9)),
          verdict(p),
          bar(
              most <= 0
                  ? 0
                  : Math.log1p((double) p.latency().percentileNanos(99)) / Math.log1p(most)));
    }
    table.print(out);
    out.println();
    out.println(report.conclusion());
    out.flush();
  }

  /** The longest is as wide as the column; to a logarithmic scale. */
  private static String bar(double share) {
    int filled = (int) Math.round(share * BAR);
    return "█".repeat(filled) + " ".repeat(BAR - filled);
  }

  static String rate(double perSecond) {
    return Double.isInfinite(perSecond)
        ? "unlimited"
        : String.format(Locale.ROOT, perSecond < 100 ? "%.2f" : "%,.0f", perSecond);
  }

  private static String verdict(ProbeRecord p) {
    return Double.isInfinite(p.plannedPerSecond())
        ? "-"
        : !p.kept() ? "falls behind" : p.met() ? "sustained" : "not met";
  }

  /** A probe while the others go on. */
  static String sentence(ProbeRecord p) {
    String values =
        p.measured().stream()
            .map(m -> ", " + m.metric() + " " + (Double.isNaN(m.value()) ? "-" : m.shown()))
            .collect(Collectors.joining());
    return "probe at %s: executed %s/s%s: %s"
        .formatted(
            rate(p.plannedPerSecond()) + (Double.isInfinite(p.plannedPerSecond()) ? "" : "/s"),
            rate(p.executedPerSecond()),
            values,
            verdict(p));
  }
}
