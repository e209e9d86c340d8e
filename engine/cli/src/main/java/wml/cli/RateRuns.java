package wml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wml.api.cli.ExitCode;
import wml.api.cli.UsageException;
import wml.api.plan.Assertion;
import wml.api.plan.Plan;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPlan;
import wml.api.result.RateReport;
import wml.api.result.RateReport.ProbeRecord;
import wml.api.units.Durations;
import wml.cli.live.LiveTotals;
import wml.compiler.Catalog;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** The options of {@code wml slo} and {@code wml curve}: one run of a workload under many rates. */
final class RateRuns {
  @Mixin private WorkloadOptions workload = new WorkloadOptions();
  @Mixin private ExecutionOptions execution = new ExecutionOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "writes all probes and the answer as JSON; - is standard output")
  private @Nullable String json;

  /** A workload with one run of a known duration. */
  record Subject(Plan plan, RunPlan run, double seconds, TargetChoice target) {}

  /** Makes a report of probes. */
  interface Work {
    RateReport run(RunProbe probe) throws IOException;
  }

  /** Null after diagnostics. */
  @Nullable Subject subject(String command, PrintWriter err) {
    Catalog catalog = Catalog.load();
    TargetChoice target = execution.target(catalog);
    Plan plan =
        workload.compile(
            target.info(), execution.isTargetFixed(), catalog, err, execution.isQuiet());
    if (plan == null) {
      return null;
    }
    if (plan.runs().size() != 1) {
      String sweeps =
          plan.runs().stream().anyMatch(r -> !r.point().isEmpty())
              ? "; fix the variables of its sweeps with -D"
              : "; make a file of the one you mean";
      throw new UsageException(
          "wml %s is about one run, and %s has %d%s"
              .formatted(command, workload.file(), plan.runs().size(), sweeps));
    }
    RunPlan run = plan.runs().getFirst();
    Double seconds = execution.seconds() != null ? execution.seconds() : run.durationSeconds();
    if (seconds == null) {
      throw new UsageException(
          "wml " + command + ": the run has no duration of its own; give one: --runtime 5s");
    }
    return new Subject(plan, run, seconds, target);
  }

  /** Says what it will take, runs, and writes the report; the exit code is the caller's. */
  int run(
      Subject subject,
      @Nullable Assertion objective,
      int probes,
      PrintWriter stdout,
      PrintWriter err,
      Work work) {
    PrintWriter out = JsonOutput.isStandardOutput(json) ? err : stdout;
    JsonOutput output = JsonOutput.of(json);
    workload.checkDirectory();
    double each = subject.seconds();
    for (RunPhase phase : subject.run().phases()) {
      Double own = phase.kind() == RunPhase.Kind.MEASURE ? null : phase.seconds();
      each += own == null ? 0 : own;
    }
    if (!execution.isQuiet()) {
      err.println(
          "at most %d probes of %s: up to %s, and the creation of files"
              .formatted(
                  probes, Durations.format(each * 1e9), Durations.format(probes * each * 1e9)));
    }
    RunSettings settings =
        new RunSettings(workload.seed(), workload.isCompat(), subject.seconds()).warmed();
    Console console =
        new Console(out, err, execution.isQuiet(), new SilentFormat(), new LiveTotals());
    ScriptRunner runner =
        new ScriptRunner(
            subject.plan(),
            subject.target().target(),
            subject.target().options(),
            settings,
            console);
    return Execution.of(
        runner,
        console,
        err,
        () -> {
          try (ScriptRunner.Rounds rounds = runner.rounds()) {
            RunProbe probe =
                new RunProbe(rounds, settings, objective, p -> progress(p, console, err));
            RateReport report = work.run(probe);
            console.clearProgress();
            RateTable.print(report, out);
            if (output != null) {
              output.write(report);
            }
            return report.sustainedPerSecond() > 0 ? ExitCode.OK : ExitCode.GATE;
          }
        });
  }

  private void progress(ProbeRecord probe, Console console, PrintWriter err) {
    if (!execution.isQuiet()) {
      console.clearProgress();
      err.println(RateTable.sentence(probe));
    }
  }
}
