package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.plan.Arrivals;
import wml.api.plan.Plan;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;
import wml.api.units.Nearest;
import wml.api.units.Sizes;
import wml.cli.live.LiveTotals;
import wml.cli.live.MetricsServer;
import wml.compiler.Catalog;
import wml.compiler.MetricText;
import wml.runtime.journal.JournalFile;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;
import wml.runtime.trace.CallTraceFile;

/** {@code wml run FILE}: checks a workload, runs it, and shows what it measured. */
@AutoService(Subcommand.class)
@Command(
    name = "run",
    description = "Runs a workload file and shows what it measured.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RunCommand implements Subcommand, Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private WorkloadOptions workload;
  @Mixin private LookOptions look;

  @Mixin private ExecutionOptions execution;
  @Mixin private RepeatOptions repeats;
  @Mixin private TurnOption turns;

  @Option(
      names = "--steady",
      description = "measures the steady part of each run; without one it is UNSTABLE (status 4)")
  private boolean steady;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "operations per second of every run, evenly over all threads, whatever rates the file"
              + " gives: 500, 10k")
  private @Nullable String rate;

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "writes the results as JSON; - is standard output")
  private @Nullable String json;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = CompletionCommand.Formats.class,
      description = "how results are shown: table or filebench (default: ${DEFAULT-VALUE})")
  private String format = "table";

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "keeps what was written and acknowledged, for 'wml verify' after a crash; put it on"
              + " another file system than the one under test")
  private @Nullable Path journal;

  @Option(
      names = "--rpc-trace",
      paramLabel = "FILE",
      description =
          "writes every call to a server: time, thread, operation, handle, offset, length, status,"
              + " latency; columns separated by tabs")
  private @Nullable Path rpcTrace;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    boolean outIsTaken = turns.isUsed() || JsonOutput.isStandardOutput(json);
    PrintWriter out = outIsTaken ? err : spec.commandLine().getOut();
    Double seconds = execution.seconds();
    Double operationsPerSecond = operationsPerSecond();
    ResultFormat shown = turns.isUsed() ? new SilentFormat() : format(format);
    repeats.check();
    Catalog catalog = Catalog.load();
    TargetChoice choice = execution.target(catalog);
    Plan plan =
        workload.compile(
            choice.info(), execution.isTargetFixed(), catalog, err, execution.isQuiet());
    if (plan == null) {
      return ExitCode.WORKLOAD;
    }
    List<List<MetricText.Metric>> metrics = repeats.metrics(plan, err);
    if (metrics == null) {
      return ExitCode.USAGE;
    }
    if (journal != null) {
      JournalChoice.check(plan, journal);
      repeats.refuseJournal();
    }
    JsonOutput jsonOutput = JsonOutput.of(json);
    workload.checkDirectory();
    RunSettings settings =
        new RunSettings(
            workload.seed(),
            workload.isCompat(),
            seconds,
            operationsPerSecond,
            true,
            look.namesStay(),
            steady,
            repeats.between(),
            turns.taking(System.in, spec.commandLine().getOut()));
    LiveTotals totals = new LiveTotals();
    Console console = new Console(out, err, execution.isQuiet(), shown, totals);
    OutputDirectory outputs = look.outputs();
    MetricsServer server = look.serve(totals);
    if (server != null) {
      console.note("metrics are at " + server.url());
    }
    ScriptRunner runner =
        new ScriptRunner(
            plan,
            choice.target(),
            choice.options(),
            settings,
            new Audience(
                outputs == null ? List.of(totals, console) : List.of(totals, console, outputs)));
    CallTraceFile traced = trace();
    if (traced != null) {
      runner.trace(traced);
    }
    Repeats rounds = new Repeats(metrics, repeats.most(), repeats.targetFraction());
    return Execution.of(
        runner,
        console,
        err,
        () -> {
          boolean narrow;
          boolean complete = false;
          try (server;
              traced;
              JournalFile kept = journal == null ? null : JournalFile.create(journal)) {
            if (kept != null) {
              runner.journal(kept, JournalChoice.text(workload.directory()));
            }
            narrow = rounds.run(runner, settings);
            complete = true;
          } finally {
            console.clearProgress();
            if (jsonOutput != null && (complete || !runner.results().isEmpty())) {
              jsonOutput.write(runner.results()); // also what was measured before a failure
            }
          }
          if (traced != null) {
            console.note(traced.summary());
          }
          console.points(runner.results());
          rounds.summary(shown.name().equals("table") ? out : err);
          if (outputs != null) {
            outputs.check();
          }
          return verdict(plan, runner.results(), rounds, narrow, console, err);
        });
  }

  private @Nullable CallTraceFile trace() {
    try {
      return rpcTrace == null ? null : CallTraceFile.create(rpcTrace);
    } catch (IOException e) {
      throw new UsageException("--rpc-trace: can't write '" + rpcTrace + "': " + e);
    }
  }

  private static int verdict(
      Plan plan,
      List<RunResult> results,
      Repeats rounds,
      boolean narrow,
      Console console,
      PrintWriter err) {
    if (results.stream().anyMatch(RunResult::foundDamage)) {
      return ExitCode.VERIFICATION;
    }
    if (!results.stream().allMatch(RunResult::valid) || console.interrupted(plan, rounds.last())) {
      return ExitCode.RUN;
    }
    if (!narrow) {
      rounds.tooWide(err);
    }
    boolean unstable = console.unstable(results);
    return console.failedAssertions(results) || unstable || !narrow ? ExitCode.GATE : ExitCode.OK;
  }

  private @Nullable Double operationsPerSecond() {
    if (rate == null) {
      return null;
    }
    double perSecond;
    try {
      perSecond =
          Character.isLetter(rate.charAt(rate.length() - 1))
              ? Sizes.parse(rate)
              : Double.parseDouble(rate);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UsageException("--rate: '" + rate + "' is no number of operations per second");
    }
    if (!(perSecond >= Arrivals.MIN_PER_SECOND && perSecond <= Arrivals.MAX_PER_SECOND)) {
      throw new UsageException(
          "--rate: " + rate + " is no possible rate: it may be above 0 and up to 1,000,000,000");
    }
    return perSecond;
  }

  private static ResultFormat format(String name) {
    List<ResultFormat> formats =
        ServiceLoader.load(ResultFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    for (ResultFormat candidate : formats) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    List<String> names = formats.stream().map(ResultFormat::name).sorted().toList();
    throw new UsageException(
        "there is no format '"
            + name
            + "'"
            + Nearest.hint(name, names)
            + "\nhelp: formats are "
            + String.join(", ", names));
  }
}
