package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.plan.Plan;
import wml.api.result.ResultFormat;
import wml.api.result.ResultWriter;
import wml.api.result.RunResult;
import wml.api.target.TargetException;
import wml.api.units.Durations;
import wml.api.units.Nearest;
import wml.compiler.Catalog;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** {@code wml run FILE}: checks a workload, runs it, and shows what it measured. */
@AutoService(Subcommand.class)
@Command(
    name = "run",
    description = "Runs a workload file and shows what it measured.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RunCommand implements Subcommand, Callable<Integer> {
  private static final long GRACE_SECONDS = 40;

  @Spec private CommandSpec spec;
  @Mixin private WorkloadOptions workload;

  @Option(
      names = "--target",
      paramLabel = "NAME[:key=value,...]",
      completionCandidates = CompletionCommand.Targets.class,
      description =
          "what to run against, whatever the file says (default: what it says, or posix);"
              + " 'wml list targets' shows all")
  private @Nullable String targetText;

  @Option(
      names = "--runtime",
      paramLabel = "DURATION",
      description = "replaces the duration of every run, or of its measure phase: 10s, 5m")
  private @Nullable String runtime;

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

  @Option(names = "--quiet", description = "no progress, notes or warnings")
  private boolean quiet;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    boolean jsonOnStandardOutput = "-".equals(json);
    PrintWriter out = jsonOnStandardOutput ? err : spec.commandLine().getOut();
    Double seconds = seconds();
    ResultFormat shown = format(format);
    Catalog catalog = Catalog.load();
    TargetChoice choice =
        TargetChoice.parse(targetText == null ? TargetChoice.DEFAULT : targetText, catalog);
    Plan plan = workload.compile(choice.info(), targetText != null, catalog, err, quiet);
    if (plan == null) {
      return ExitCode.WORKLOAD;
    }
    checkJsonPath();
    Path directory = workload.givenDirectory();
    if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UsageException("--dir: '" + directory + "' is a file; name a directory");
    }
    ResultWriter writer =
        json == null ? null : ServiceLoader.load(ResultWriter.class).iterator().next();
    Console console = new Console(out, err, quiet, shown);
    ScriptRunner runner =
        new ScriptRunner(
            plan,
            choice.target(),
            choice.options(),
            new RunSettings(workload.seed(), workload.isCompat(), seconds),
            console);
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = new Thread(() -> cancelAndWait(runner, finished), "wml-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      List<RunResult> results;
      boolean complete = false;
      try {
        results = runner.run();
        complete = true;
      } finally {
        console.clearProgress();
        if (writer != null && json != null && (complete || !runner.results().isEmpty())) {
          write(writer, runner.results(), json); // also what was measured before a failure
        }
      }
      console.points(results);
      if (!results.stream().allMatch(RunResult::valid) || console.interrupted(plan, results)) {
        return ExitCode.RUN;
      }
      return console.failedAssertions(results) ? ExitCode.GATE : ExitCode.OK;
    } catch (IOException | IllegalArgumentException e) {
      console.clearProgress();
      err.println("wml: " + e.getMessage());
      if (e instanceof TargetException t) {
        err.println("help: " + t.kind().remedy());
      }
      return ExitCode.RUN;
    } finally {
      out.flush();
      err.flush();
      finished.countDown();
      removeHook(hook);
    }
  }

  /** What can't be written is better known before the run than after it. */
  private void checkJsonPath() {
    if (json == null || json.equals("-")) {
      return;
    }
    Path parent = Path.of(json).toAbsolutePath().getParent();
    if (Files.isDirectory(Path.of(json)) || parent == null || !Files.isDirectory(parent)) {
      throw new UsageException(
          "--json: can't write '" + json + "': name a file in a directory that exists");
    }
  }

  private static void write(ResultWriter writer, List<RunResult> results, String where)
      throws IOException {
    if (where.equals("-")) {
      writer.write(System.out, results);
    } else {
      writer.write(Path.of(where), results);
    }
  }

  private static void cancelAndWait(ScriptRunner runner, CountDownLatch finished) {
    runner.cancel();
    try {
      if (!finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("wml: gave up waiting for the run to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is shutting down: the hook is what called us back
    }
  }

  private @Nullable Double seconds() {
    if (runtime == null) {
      return null;
    }
    try {
      double seconds = Durations.parseNanos(runtime) / 1e9;
      if (seconds <= 0) {
        throw new UsageException("--runtime: a run takes longer than 0 s");
      }
      return seconds;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--runtime: " + e.getMessage());
    }
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
