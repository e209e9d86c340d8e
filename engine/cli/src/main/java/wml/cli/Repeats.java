package wml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.api.result.AssertionRecord.Measured;
import wml.api.result.RunResult;
import wml.compiler.MetricText.Metric;
import wml.runtime.run.AssertionCheck;
import wml.runtime.run.MeanInterval;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** Runs a workload several times and sums up what a metric was in all of them. */
final class Repeats {
  private final int runs;
  private final int most;
  private final @Nullable Double target;
  private final List<List<Metric>> metrics;
  private final List<List<RunResult>> rounds = new ArrayList<>();

  /**
   * @param metrics of each run of the workload
   * @param target half of the confidence interval as a fraction of the mean; null: none
   */
  Repeats(List<List<Metric>> metrics, int most, @Nullable Double target) {
    this.runs = metrics.size();
    this.metrics = metrics;
    this.most = most;
    this.target = target;
  }

  /** Returns whether all rounds took place and every interval is as narrow as wanted. */
  boolean run(ScriptRunner runner, RunSettings settings) throws IOException {
    try (ScriptRunner.Rounds script = runner.rounds()) {
      while (rounds.size() < most) {
        List<RunResult> round = script.next(settings);
        rounds.add(round);
        if (round.size() < runs || !round.stream().allMatch(RunResult::valid)) {
          return false;
        }
        if (isNarrow()) {
          return true;
        }
      }
    }
    return target == null;
  }

  /** The results of the last round: fewer than the workload has runs if it was interrupted. */
  List<RunResult> last() {
    return rounds.getLast();
  }

  private boolean isNarrow() {
    Double wanted = target;
    if (wanted == null || rounds.size() < RepeatOptions.FEWEST_FOR_CI) {
      return false;
    }
    for (int run = 0; run < runs; run++) {
      for (Metric metric : metrics.get(run)) {
        if (!(interval(run, metric).relative() <= wanted)) { // nor is what is unknown
          return false;
        }
      }
    }
    return true;
  }

  private double[] values(int run, Metric metric) {
    return rounds.stream()
        .filter(r -> r.size() > run && r.get(run).valid())
        .mapToDouble(r -> AssertionCheck.value(metric.quantity(), r.get(run)))
        .toArray();
  }

  private MeanInterval interval(int run, Metric metric) {
    return MeanInterval.of(values(run, metric));
  }

  /** A line per run and metric. Nothing after a single round. */
  void summary(PrintWriter out) {
    if (rounds.size() < 2 || runs == 0) {
      return;
    }
    TextTable table =
        new TextTable("run", "metric", "repeats", "mean", "95% conf.", "", "std dev", "min", "max");
    for (int run = 0; run < runs; run++) {
      for (Metric metric : metrics.get(run)) {
        double[] values = values(run, metric);
        MeanInterval i = MeanInterval.of(values);
        table.row(
            String.valueOf(run + 1),
            metric.text(),
            String.valueOf(values.length),
            shown(metric, i.mean()),
            "± " + shown(metric, i.halfWidth()),
            percent(i.relative()),
            percent(i.deviation() / Math.abs(i.mean())),
            shown(metric, Arrays.stream(values).min().orElse(Double.NaN)),
            shown(metric, Arrays.stream(values).max().orElse(Double.NaN)));
      }
    }
    out.println();
    out.println("repeats");
    table.print(out);
    if (rounds.size() < MeanInterval.FEW) {
      out.println(
          "with "
              + rounds.size()
              + " repeats the interval supposes that runs vary as a normal distribution does");
    }
    out.flush();
  }

  /** Says why the interval is not what was wanted. */
  void tooWide(PrintWriter err) {
    Double wanted = target;
    if (wanted != null) {
      err.println(
          "wml: after %d repeats the confidence interval is still wider than ± %s"
              .formatted(rounds.size(), percent(wanted)));
      err.println("help: longer runs (--runtime) vary less; --repeats N allows for more of them");
    }
  }

  private static String shown(Metric metric, double value) {
    return Double.isFinite(value) ? new Measured("", value, metric.unit()).shown() : "-";
  }

  private static String percent(double fraction) {
    return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.1f%%", fraction * 100) : "-";
  }
}
