package wml.cli;

import com.google.auto.service.AutoService;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.plan.Plan;
import wml.api.result.GridFormat;
import wml.api.result.ResultWriter;
import wml.api.result.TestGrid;
import wml.api.target.Capability;
import wml.cli.auto.AutoProgress;
import wml.cli.auto.AutoRun;
import wml.cli.auto.AutoSettings;
import wml.cli.auto.Cell;
import wml.cli.auto.CellLog;
import wml.cli.auto.CellSource;
import wml.cli.auto.GridOfCells;
import wml.cli.auto.Letters;
import wml.cli.auto.Mounting;
import wml.cli.live.LiveTotals;
import wml.compiler.Catalog;
import wml.grammar.syntax.SourceText;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** {@code wml auto}: iozone's automatic mode, until it is sure. */
@AutoService(Subcommand.class)
@Command(
    name = "auto",
    description = {
      "Measures 13 tests over file and record size, as iozone's automatic mode does, on any"
          + " target.",
      "Takes iozone's letters; sizes are KiB or have a unit. Cells are repeated until they are"
          + " sure.",
      "Goes on where it was stopped if the same command is given again."
    },
    footer = {"", "Example:", "  wml auto -aceI -g 64m --dir /mnt/test --out results"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AutoCommand implements Subcommand, Callable<Integer> {
  private static final String WORKLOAD = "workloads/surfaces/auto.wml";
  private static final int USUAL_ROUNDS = 6;
  private static final int MOST_ROUNDS = 1000;

  @Spec private CommandSpec spec;
  @Mixin private Letters letters;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "shows this")
  @SuppressWarnings("UnusedVariable") // picocli looks at it; -V is iozone's, so no standard mixin
  private boolean help;

  @Option(
      names = "--target",
      paramLabel = "NAME[:key=value,...]",
      completionCandidates = CompletionCommand.Targets.class,
      description = "what to run against (default: ${DEFAULT-VALUE})")
  private String target = TargetChoice.DEFAULT;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "where the file goes (default: data in the directory of --out)")
  private @Nullable Path directory;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "keeps everything that was measured (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("wml-auto");

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "a copy of the results.json in --out; - is standard output")
  private @Nullable String json;

  @Option(
      names = "--compat",
      description =
          "strides and record rewrites as iozone does them, also where that is one record")
  private boolean compat;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of all random choices (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--until-ci",
      paramLabel = "PERCENT",
      description =
          "repeats cells until the median's 95 %% confidence interval is within this (default:"
              + " 10%%)")
  private @Nullable String untilCi;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "takes a cell into N rounds at most (default: " + USUAL_ROUNDS + ")")
  private int repeats = USUAL_ROUNDS;

  @Option(
      names = "--refine",
      paramLabel = "N",
      description = "adds up to N cells between neighbours that differ most, for sure")
  private int refine;

  @Option(names = "--quiet", description = "no progress or notes")
  private boolean quiet;

  @Unmatched private List<String> others = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    boolean jsonShown = JsonOutput.isStandardOutput(json);
    try {
      letters.check(others);
      check();
      return measure(jsonShown ? err : spec.commandLine().getOut(), err);
    } catch (IllegalArgumentException e) {
      throw new UsageException("wml auto: " + e.getMessage(), e);
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
  }

  private void check() {
    if (repeats < 1 || repeats > MOST_ROUNDS) {
      throw new UsageException("--repeats: 1 to " + MOST_ROUNDS + " rounds, not " + repeats);
    }
    if (refine < 0) {
      throw new UsageException("--refine: how many cells may be added? not " + refine);
    }
    if (letters.file() != null && directory != null) {
      throw new UsageException("-f and --dir both say where the file goes; leave one out");
    }
    JsonOutput.of(json);
  }

  private int measure(PrintWriter shown, PrintWriter err) throws IOException {
    Catalog catalog = Catalog.load();
    TargetChoice choice = TargetChoice.parse(target, catalog);
    boolean direct = choice.info().capabilities().contains(Capability.DirectIo.class);
    Path data = data();
    if (Files.exists(data) && !Files.isDirectory(data)) {
      throw new UsageException("--dir: '" + data + "' is a file; name a directory");
    }
    String place = "target " + target + " in " + data;
    String name = letters.file() == null ? "auto" : letters.file().getFileName().toString();
    AutoSettings settings = letters.settings(direct, compat, place, seed, name);
    RunSettings how =
        new RunSettings(
            seed, false, null, null, true, false, false, Mounting.before(letters.mount(), data));
    double limit = RepeatOptions.fraction(untilCi == null ? "10%" : untilCi);
    SourceText workload = workload(err);
    if (workload == null) {
      return ExitCode.RUN;
    }
    CellSource source =
        new CellSource(settings, v -> compile(workload, v, data, choice, catalog, err));
    Plan first = source.first();
    Console console = new Console(shown, err, quiet, new SilentFormat(), new LiveTotals());
    if (letters.wantsDirect() && !direct) {
      console.note("-I has no effect: target " + choice.info().name() + " has no O_DIRECT");
    }
    ResultWriter writer = ServiceLoader.load(ResultWriter.class).iterator().next();
    AutoProgress progress = new AutoProgress(err, quiet, repeats);
    RunObserver notes = // single runs are not shown: the line about all cells is
        new RunObserver() {
          @Override
          public void note(String sentence) {
            progress.clear();
            console.note(sentence);
          }
        };
    ScriptRunner runner = new ScriptRunner(first, choice.target(), choice.options(), how, notes);
    try (CellLog log = CellLog.open(out, settings.fingerprint(first.sha256()), writer)) {
      return Execution.of(
          runner,
          console,
          err,
          () -> {
            List<Cell> cells;
            try (ScriptRunner.Rounds script = runner.rounds()) {
              AutoRun run =
                  new AutoRun(
                      script,
                      how,
                      log,
                      settings,
                      new AutoRun.Wanted(limit, repeats, refine),
                      progress);
              cells = run.measure(source);
            } finally {
              progress.clear();
            }
            Path results = log.writeResults();
            if (cells == null) {
              err.println(
                  "wml: interrupted; the same command goes on where it stopped, with what is in "
                      + out);
              return ExitCode.RUN;
            }
            return show(
                GridOfCells.of(cells, log, settings, limit, heading(settings, direct, data)),
                results,
                shown,
                err);
          });
    }
  }

  private int show(TestGrid grid, Path results, PrintWriter shown, PrintWriter err)
      throws IOException {
    write(grid, "text", shown);
    if (letters.wantsBlocks()) {
      write(grid, "blocks", shown);
    }
    Path sheet = letters.sheet();
    if (sheet != null) {
      Path temporary = sheet.resolveSibling("." + sheet.getFileName() + ".tmp");
      try {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          format("xlsx").write(grid, file);
        }
        Files.move(temporary, sheet, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
    if (JsonOutput.isStandardOutput(json)) {
      Files.copy(results, System.out);
    } else if (json != null) {
      Files.copy(results, Path.of(json), StandardCopyOption.REPLACE_EXISTING);
    }
    int drawn = draw(results, err);
    if (drawn != ExitCode.OK) {
      return drawn;
    }
    boolean unstable =
        grid.rows().stream().flatMap(r -> r.values().stream()).anyMatch(TestGrid.Value::unstable);
    if (unstable && untilCi != null) {
      err.println("wml: some cells are still unstable after " + repeats + " rounds");
      err.println("help: --repeats N allows for more rounds, and goes on from these");
      return ExitCode.GATE;
    }
    return ExitCode.OK;
  }

  /** The sheet of all tests and the page; what they write is named where it isn't in the way. */
  private int draw(Path results, PrintWriter err) {
    CommandLine wml = Main.commandLine();
    wml.setOut(err);
    wml.setErr(err);
    String command = "wml " + String.join(" ", arguments());
    int sheet =
        wml.execute(
            "surface",
            results.toString(),
            "--kind",
            "sheet",
            "--width",
            "page",
            "--format",
            "pdf,png",
            "--title",
            command,
            "--out",
            out.toString());
    int page =
        wml.execute("report", results.toString(), "--out", out.resolve("report.html").toString());
    return Math.max(sheet, page);
  }

  private static void write(TestGrid grid, String name, PrintWriter to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format(name).write(grid, bytes);
    to.print(bytes.toString(StandardCharsets.UTF_8));
    to.flush();
  }

  private static GridFormat format(String name) {
    return ServiceLoader.load(GridFormat.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no grid format " + name));
  }

  private Path data() {
    Path file = letters.file();
    Path place = directory;
    if (file != null) {
      Path folder = file.toAbsolutePath().normalize().getParent();
      if (folder == null) {
        throw new UsageException("-f " + file + ": name a file in a directory");
      }
      place = folder;
    }
    return (place == null ? out.resolve("data") : place).toAbsolutePath().normalize();
  }

  private static @Nullable SourceText workload(PrintWriter err) {
    Path home = Path.of(System.getProperty("wml.home", ".")).toAbsolutePath().normalize();
    return WorkloadFile.read(home.resolve(WORKLOAD), err);
  }

  private static Plan compile(
      SourceText workload,
      Map<String, String> variables,
      Path data,
      TargetChoice choice,
      Catalog catalog,
      PrintWriter err) {
    Plan plan =
        WorkloadFile.compile(
            workload, variables, data.toString(), choice.info(), true, catalog, err, true);
    if (plan == null) {
      throw new UsageException("target " + choice.info().name() + " can't do that; see above");
    }
    return plan;
  }

  private List<String> heading(AutoSettings settings, boolean direct, Path data) {
    List<String> lines = new ArrayList<>();
    lines.add("wml auto: tests over file and record size, as in iozone's automatic mode");
    lines.add("command  wml " + String.join(" ", arguments()));
    lines.add("target   " + target + ", directory " + data);
    List<String> words = letters.words(direct);
    lines.add(
        "timed    one pass over the file"
            + (words.isEmpty() ? "" : "; " + String.join("; ", words)));
    lines.add(
        "values   %s%s, medians of several passes%s"
            .formatted(
                settings.unit().words(),
                settings.threads() > 1 ? " of all threads together" : "",
                settings.unit() == TestGrid.Unit.KB_PER_SECOND ? "; 1 kB is 1024 bytes" : ""));
    return lines;
  }

  private List<String> arguments() {
    return spec.commandLine().getParseResult().originalArgs();
  }
}
