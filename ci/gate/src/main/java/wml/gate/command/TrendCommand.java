package wml.gate.command;

import com.google.auto.service.AutoService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.gate.trend.BrokenHistory;
import wml.gate.trend.History;
import wml.gate.trend.StoredResult;
import wml.gate.trend.Trend;
import wml.gate.trend.TrendOutputs;
import wml.gate.trend.TrendText;
import wml.reports.store.WholeFile;

/** {@code wml trend HISTORY}: what became of metrics over many results. */
@AutoService(Subcommand.class)
@Command(
    name = "trend",
    description = "Keeps results of gates and runs, and finds where their metrics changed.",
    footer = {
      "",
      "A history is a folder, branch:NAME (a branch of its own) or notes:REF of the repository"
          + " here.",
      "Examples:",
      "  wml trend branch:performance --add out/gate.json",
      "  wml trend history --metric 'p99(read)' --out figures",
      "Exit codes: 4 if the newest change of a metric that counts is for the worse and",
      "            among the last 10 results; 8 if the history is broken."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class TrendCommand implements Subcommand, Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "HISTORY",
      description = "a folder, branch:NAME or notes:REF")
  private String history;

  @Option(
      names = "--add",
      paramLabel = "RESULT",
      arity = "1..*",
      description = "files of 'wml gate --json' or 'wml run --json' to keep first")
  private List<Path> added = List.of();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "only this one, such as 'p99(read)'; it counts then; may be repeated")
  private List<String> metrics = List.of();

  @Option(
      names = "--reference",
      paramLabel = "HASH",
      description = "result that others are relative to; without it the oldest of its kind")
  private @Nullable String reference;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "writes the series as JSON; '-' prints them instead of the text")
  private @Nullable String json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "writes trend.json and a chart per metric into a directory")
  private @Nullable Path out;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      History kept = History.of(history, Path.of(""));
      add(kept, err);
      Trend trend = Trend.of(kept.read(), metrics, reference);
      show(trend);
      return trend.alarms() ? ExitCode.GATE : ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (BrokenHistory e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.INVALID;
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
  }

  /** All files are read before any is kept. */
  private void add(History kept, PrintWriter err) throws IOException {
    List<StoredResult> results = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path file : added) {
      results.addAll(StoredResult.condense(file, notes));
    }
    notes.forEach(note -> err.println("warning: " + note));
    if (!results.isEmpty()) {
      kept.add(results);
    }
  }

  private void show(Trend trend) throws IOException {
    PrintWriter printed = spec.commandLine().getOut();
    if (STANDARD_OUTPUT.equals(json)) {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      TrendOutputs.json(trend, document);
      printed.print(document.toString(StandardCharsets.UTF_8));
      printed.flush();
    } else {
      TrendText.print(trend, printed);
    }
    if (json != null && !json.equals(STANDARD_OUTPUT)) {
      WholeFile.write(Path.of(json), "the trend", to -> TrendOutputs.json(trend, to));
    }
    if (out != null) {
      TrendOutputs.write(trend, out);
    }
  }
}
