package wml.gate.command;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.OptionValues;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.units.Nearest;
import wml.gate.decision.Design;
import wml.gate.result.GateResult;
import wml.gate.trial.Children;
import wml.gate.trial.Preparation.Wish;
import wml.gate.trial.SideText;

/** {@code wml gate}: whether a candidate is slower than a baseline. */
@AutoService(Subcommand.class)
@Command(
    name = "gate",
    description = {
      "Runs a baseline and a candidate in turns, pair after pair, until it is sure whether the",
      "candidate is slower: PASS, REGRESSION or INCONCLUSIVE."
    },
    footer = {
      "",
      "A side is words in one argument: ref=GITREF, wml=PATH (a checkout, jars),"
          + " target=NAME[:...],",
      "dir=DIR, -Dname=value, result=FILE.json (what a result ran). Nothing: this wml.",
      "",
      "Example:",
      "  wml gate read.wml --baseline ref=main --candidate '' --dir /mnt/disk",
      "",
      "Exit codes: 0 PASS, 4 REGRESSION, 6 INCONCLUSIVE, 7 UNSTABLE, 8 INVALID."
    },
    subcommands = {GateSelftestCommand.class, SimulateCommand.class},
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class GateCommand implements Subcommand, Callable<Integer> {
  /** A rank test needs this many values of each side. */
  private static final int FEWEST_PAIRS = 3;

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions outputs;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "a .wml or .f file")
  private @Nullable Path file;

  @Option(
      names = "--baseline",
      paramLabel = "SIDE",
      parameterConsumer = SideWord.class,
      description = "what is known to be good (default: this wml)")
  private String baseline = "";

  @Option(
      names = "--candidate",
      paramLabel = "SIDE",
      parameterConsumer = SideWord.class,
      description = "what is judged (default: this wml)")
  private String candidate = "";

  @Option(
      names = "-D",
      paramLabel = "name=value",
      description = "sets a variable of both sides, whatever the file says")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "where both sides have their files, in folders of their own that are removed (default:"
              + " the directory for temporary files)")
  private @Nullable Path directory;

  @Option(
      names = "--runtime",
      paramLabel = "DURATION",
      description = "how long each side is measured in each pair (default: 0.8s)")
  private @Nullable String runtime;

  @Option(
      names = "--mode",
      paramLabel = "auto|slices|runs",
      description =
          "slices of two processes at once, or whole runs one after the other (default: auto, by"
              + " what the workload allows)")
  private String mode = "auto";

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "the most pairs (default: 60); it ends earlier once it is sure")
  private @Nullable Integer pairs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the order of the sides (default: the time)")
  private @Nullable Long seed;

  @Option(names = "--quiet", description = "no progress and no notes")
  private boolean quiet;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (file == null) {
      throw new UsageException("gate: which workload? name a file");
    }
    outputs.check();
    GateProgress progress = new GateProgress(err, quiet);
    Children children = new Children();
    Thread hook = new Thread(children::close, "wml-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try (children) {
      GateRequest request =
          new GateRequest(
              file,
              side("--baseline", baseline),
              side("--candidate", candidate),
              settings,
              directory,
              OptionValues.seconds("--runtime", runtime),
              wish(mode),
              design(pairs),
              seed == null ? System.currentTimeMillis() : seed);
      GateSession session = GateSession.open(request, children, progress, err);
      if (session == null) {
        return ExitCode.WORKLOAD;
      }
      GateResult result = session.run();
      progress.clear();
      return outputs.write(result);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      progress.clear();
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    } finally {
      unhook(hook);
    }
  }

  static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is shutting down: the hook is at work
    }
  }

  private static SideText side(String option, String text) {
    return SideText.parse(option, text);
  }

  private static Wish wish(String mode) {
    List<String> all = List.of("auto", "slices", "runs");
    return switch (mode) {
      case "auto" -> Wish.AUTO;
      case "slices" -> Wish.SLICES;
      case "runs" -> Wish.RUNS;
      default ->
          throw new UsageException(
              "--mode: there is no '%s'%s\nhelp: modes are %s"
                  .formatted(mode, Nearest.hint(mode, all), String.join(", ", all)));
    };
  }

  /** The looks that are left with so many pairs at most. */
  static Design design(@Nullable Integer pairs) {
    Design usual = Design.DEFAULT;
    if (pairs == null) {
      return usual;
    }
    if (pairs < FEWEST_PAIRS || pairs > usual.mostPairs()) {
      throw new UsageException(
          "--pairs: between %d and %d pairs, not %d"
              .formatted(FEWEST_PAIRS, usual.mostPairs(), pairs));
    }
    List<Integer> looks = new ArrayList<>(usual.looks().stream().filter(n -> n < pairs).toList());
    looks.add(pairs);
    return new Design(looks, usual.alpha(), usual.passAlpha(), usual.pairsPerBlock());
  }
}
