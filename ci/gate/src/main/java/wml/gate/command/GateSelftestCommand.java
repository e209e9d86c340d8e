package wml.gate.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.OptionValues;
import wml.api.cli.UsageException;
import wml.gate.decision.Design;
import wml.gate.decision.Verdict;
import wml.gate.result.GateResult;
import wml.gate.trial.Children;
import wml.gate.trial.Preparation.Wish;
import wml.gate.trial.SideText;

/** {@code wml gate selftest}: what a gate can see on this runner. */
@Command(
    name = "selftest",
    description = {
      "Runs the same wml against itself, and against itself with a delay of 5 % and 10 %, and says",
      "what a gate on this runner can see. Takes a minute or two."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class GateSelftestCommand implements Callable<Integer> {
  private static final int USUAL_PAIRS = 20;
  private static final double[] DELAYS = {0.05, 0.10};
  private static final long SEED = 1;

  /** Cached reads: what the storage behind the cache does is another question. */
  private static final String WORKLOAD =
      """
      set $dir=/tmp
      define file name=data,path=$dir,size=64m,prealloc
      define process name=p {
        thread name=t { flowop read name=get,filename=data,iosize=32k,random }
      }
      run 10
      """;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "a workload (default: cached reads of 32k)")
  private @Nullable Path file;

  @Option(
      names = "-D",
      paramLabel = "name=value",
      description = "sets a variable, whatever the file says")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "where the files go (default: the directory for temporary files)")
  private @Nullable Path directory;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description =
          "pairs of equal sides, and of each delay half as many (default: " + USUAL_PAIRS + ")")
  private int pairs = USUAL_PAIRS;

  @Option(
      names = "--runtime",
      paramLabel = "DURATION",
      description = "how long each side is measured in each pair (default: 0.8s)")
  private @Nullable String runtime;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    if (pairs < 10 || pairs > Design.DEFAULT.mostPairs()) {
      throw new UsageException(
          "--pairs: between 10 and %d pairs, not %d".formatted(Design.DEFAULT.mostPairs(), pairs));
    }
    GateProgress progress = new GateProgress(err, false);
    Children children = new Children();
    Thread hook = new Thread(children::close, "wml-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try (children) {
      Path workload = file;
      if (workload == null) {
        Path folder = children.directory(Path.of(System.getProperty("java.io.tmpdir")), "wml-gate");
        workload = Files.writeString(folder.resolve("cached-reads.wml"), WORKLOAD);
      }
      return run(workload, children, progress, new SelftestReport(out), err);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      progress.clear();
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    } finally {
      GateCommand.unhook(hook);
    }
  }

  private int run(
      Path workload,
      Children children,
      GateProgress progress,
      SelftestReport report,
      PrintWriter err)
      throws IOException {
    GateSession equal = session(workload, "", "", pairs, children, progress, err);
    if (equal == null) {
      return ExitCode.WORKLOAD;
    }
    GateResult same = equal.run();
    progress.clear();
    if (same.verdict() == Verdict.INVALID || same.verdict() == Verdict.UNSTABLE) {
      report.failed(same);
      return OutputOptions.exitCode(same.verdict());
    }
    report.equalSides(same, SEED);
    String wrapped = Wrapped.text(same.baseline().target());
    if (wrapped.isEmpty()) {
      report.cannotDelay(same.baseline().target());
      return ExitCode.OK;
    }
    for (double share : DELAYS) {
      long delay = Math.round(equal.meanNanos() * share);
      GateSession delayed =
          session(
              workload,
              "target=" + wrapped + "0ns",
              "target=" + wrapped + delay + "ns",
              pairs / 2,
              children,
              progress,
              err);
      if (delayed == null) {
        return ExitCode.WORKLOAD;
      }
      GateResult seen = delayed.run();
      progress.clear();
      report.delayed(seen, share, delay, equal.meanNanos());
    }
    report.conclusion();
    return ExitCode.OK;
  }

  /** With one look: all pairs are wanted. */
  private @Nullable GateSession session(
      Path workload,
      String baseline,
      String candidate,
      int most,
      Children children,
      GateProgress progress,
      PrintWriter err)
      throws IOException {
    Design usual = Design.DEFAULT;
    Design all = new Design(List.of(most), usual.alpha(), usual.passAlpha(), usual.pairsPerBlock());
    return GateSession.open(
        new GateRequest(
            workload,
            SideText.parse("selftest", baseline),
            SideText.parse("selftest", candidate),
            settings,
            directory,
            OptionValues.seconds("--runtime", runtime),
            Wish.AUTO,
            all,
            SEED),
        children,
        progress,
        err);
  }
}
