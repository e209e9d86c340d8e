package wml.reports.table;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wml.api.result.AssertionRecord;
import wml.api.result.Disturbance;
import wml.api.result.Measurement;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;
import wml.api.units.Durations;

/**
 * {@code table}: what a person reads on the terminal. No line is wider than 100 columns, no
 * colours: it may as well be mailed.
 */
@AutoService(ResultFormat.class)
public final class TableFormat implements ResultFormat {
  static final int WIDTH = 100;
  private static final int LABEL = 10;

  /** What every run has around its phases. */
  private static final Set<String> AROUND = Set.of("create", "start", "stop");

  @Override
  public String name() {
    return "table";
  }

  @Override
  public void write(RunResult result, Appendable out) throws IOException {
    out.append(result.runIndex() == 0 ? "" : "\n"); // runs of one script follow each other
    header(result, out);
    out.append('\n');
    if (result.flowops().isEmpty()) {
      out.append("nothing was measured\n");
    } else {
      FlowopTable.ofFlowops(result, WIDTH).write(out);
      out.append('\n');
      if (!result.guests().isEmpty()) {
        FlowopTable.ofMachines(result, WIDTH).write(out);
        out.append('\n');
        fairness(result, out);
      }
      labelled("summary", summary(result), out);
      new LatencyChart(result.ioLatency()).write(out);
    }
    errors(result.errors(), out);
    notes(result.notes(), out);
    assertions(result.assertions(), out);
  }

  @Override
  public void writePoints(List<RunResult> results, Appendable out) throws IOException {
    PointTable.write(results, out);
  }

  private static void header(RunResult result, Appendable out) throws IOException {
    labelled("workload", result.workload().path(), out);
    if (result.runCount() > 1 || !result.point().isEmpty()) {
      String point = result.point().isEmpty() ? "" : ": " + result.pointText();
      labelled("run", (result.runIndex() + 1) + " of " + result.runCount() + point, out);
    }
    if (result.measurement().repeat() > 0) {
      labelled("repeat", String.valueOf(result.measurement().repeat() + 1), out);
    }
    RunResult.TargetRecord target = result.target();
    labelled("target", target.name() + settings(target.options()), out);
    labelled("durability", target.durability(), out);
    String meaning =
        result.meaning().equals("standard") ? "" : ", " + result.meaning() + " meaning";
    labelled(
        "measured",
        Durations.format((double) result.elapsedNanos())
            + ", seed "
            + result.seed()
            + meaning
            + warmUp(result.measurement().warmUp()),
        out);
    cpu(result, out);
    phases(result.phases(), out);
    pace(result.measurement().pace(), out);
    steadiness(result.measurement().steadiness(), out);
    String problem = result.firstProblem();
    labelled(
        "result",
        result.valid() ? "VALID" : "INVALID: " + (problem == null ? "no reason given" : problem),
        out);
    for (String more : result.problems().stream().skip(result.valid() ? 0 : 1).toList()) {
      labelled("", more, out);
    }
    String label = "dirty";
    for (Disturbance disturbance : result.disturbances()) {
      labelled(label, disturbance.sentence(), out);
      label = "";
    }
  }

  private static void cpu(RunResult result, Appendable out) throws IOException {
    Measurement.Cpu cpu = result.measurement().cpu();
    long operations = result.flowops().stream().mapToLong(RunResult.FlowopRecord::ops).sum();
    if (cpu.totalNanos() > 0 && operations > 0) {
      labelled(
          "cpu",
          Durations.format((double) cpu.userNanos())
              + " user, "
              + Durations.format((double) cpu.systemNanos())
              + " system, "
              + Durations.format((double) cpu.totalNanos() / operations)
              + " per operation",
          out);
    }
  }

  private static String warmUp(Measurement.WarmUp warmUp) {
    return warmUp.nanos() == 0
        ? ""
        : ", after " + Durations.format((double) warmUp.nanos()) + " of JIT warm-up";
  }

  /** Nothing if no steady part was looked for. */
  private static void steadiness(Measurement.@Nullable Steadiness found, Appendable out)
      throws IOException {
    if (found != null) {
      labelled(
          "steady",
          found.steady()
              ? "from %s to %s of the measure phase, drift %+.1f%%, spread %.1f%%"
                  .formatted(
                      Durations.format((double) found.beginNanos()),
                      Durations.format((double) found.endNanos()),
                      found.drift() * 100,
                      found.spread() * 100)
              : "UNSTABLE: " + found.reason(),
          out);
    }
  }

  /** Those of the workload's own, if there are more than the measured one. */
  private static void phases(List<RunResult.Phase> all, Appendable out) throws IOException {
    List<String> shown =
        all.stream()
            .filter(phase -> !AROUND.contains(phase.name()))
            .map(phase -> phase.name() + " " + Durations.format((double) phase.durationNanos()))
            .toList();
    if (shown.size() > 1) {
      labelled("phases", String.join(", ", shown), out);
    }
  }

  private static void pace(Measurement.@Nullable Pace pace, Appendable out) throws IOException {
    if (pace != null) {
      String late =
          pace.behindNanos() <= 0
              ? "in time"
              : Durations.format((double) pace.behindNanos()) + " behind";
      labelled(
          "rate",
          FlowopTable.grouped(Math.round(pace.planned()))
              + " ops planned, "
              + FlowopTable.grouped(pace.executed())
              + " executed, "
              + late
              + " at the end; times are response times, with service time and queue delay below",
          out);
    }
  }

  private static String settings(Map<String, String> options) {
    return new TreeMap<>(options)
        .entrySet().stream()
            .map(option -> " " + option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining());
  }

  private static String summary(RunResult result) {
    String text =
        FlowopTable.grouped(result.ioOperations())
            + " ops, "
            + perSecond((double) result.ioOperations(), result)
            + " ops/s (read "
            + perSecond((double) result.ioOperations("read"), result)
            + ", write "
            + perSecond((double) result.ioOperations("write"), result)
            + "), "
            + perSecond(result.ioBytes() / (1024.0 * 1024), result)
            + " MiB/s, mean "
            + Durations.format(result.ioLatency().meanNanos());
    long errors = result.errorCount();
    return errors == 0 ? text : text + ", " + count(errors, "error");
  }

  private static String perSecond(double amount, RunResult result) {
    return FlowopTable.rate(result.elapsedNanos() <= 0 ? 0 : amount / result.elapsedSeconds());
  }

  /** How far the machines of one definition are apart. */
  private static void fairness(RunResult result, Appendable out) throws IOException {
    Map<String, LongSummaryStatistics> groups =
        result.guests().stream()
            .collect(
                Collectors.groupingBy(
                    RunResult.GuestRecord::group,
                    LinkedHashMap::new,
                    Collectors.summarizingLong(RunResult.GuestRecord::ioOperations)));
    for (Map.Entry<String, LongSummaryStatistics> group : groups.entrySet()) {
      LongSummaryStatistics ops = group.getValue();
      if (ops.getCount() > 1 && ops.getMax() > 0) {
        labelled(
            "fairness",
            "the slowest of %s %s VMs did %.1f%% of the operations of the fastest"
                .formatted(
                    FlowopTable.grouped(ops.getCount()),
                    group.getKey(),
                    100.0 * ops.getMin() / ops.getMax()),
            out);
      }
    }
  }

  private static void errors(List<RunResult.ErrorRecord> errors, Appendable out)
      throws IOException {
    if (!errors.isEmpty()) {
      out.append("\nerrors\n");
    }
    for (RunResult.ErrorRecord error : errors) {
      String where = error.position().isEmpty() ? "" : " at " + error.position();
      indented(
          "  ",
          FlowopTable.grouped(error.count())
              + " × "
              + error.kind()
              + " in "
              + (error.machine().isEmpty() ? "" : error.machine() + "/")
              + error.process()
              + "/"
              + error.thread()
              + "/"
              + error.flowop()
              + where,
          out);
      for (String example : error.examples()) {
        indented("    ", example, out);
      }
    }
  }

  private static void notes(List<String> notes, Appendable out) throws IOException {
    if (!notes.isEmpty()) {
      out.append("\nnotes\n");
    }
    for (String note : notes) {
      indented("  ", note, out);
    }
  }

  private static void assertions(List<AssertionRecord> assertions, Appendable out)
      throws IOException {
    if (!assertions.isEmpty()) {
      out.append("\nassertions\n");
    }
    for (AssertionRecord assertion : assertions) {
      indented("  ", assertion.sentence() + "  " + assertion.position(), out);
    }
  }

  private static String count(long number, String noun) {
    return FlowopTable.grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  private static void labelled(String label, String text, Appendable out) throws IOException {
    String start = TextLines.left(label, LABEL) + "  ";
    for (String line : TextLines.wrap(text, WIDTH - LABEL - 2)) {
      out.append((start + line).stripTrailing()).append('\n');
      start = " ".repeat(LABEL + 2);
    }
  }

  /** Further lines stand two columns to the right of the first. */
  private static void indented(String indent, String text, Appendable out) throws IOException {
    String start = indent;
    for (String line : TextLines.wrap(text, WIDTH - indent.length() - 2)) {
      out.append(start).append(line).append('\n');
      start = indent + "  ";
    }
  }
}
