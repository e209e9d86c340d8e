package wml.reports.command;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import wml.api.result.RunResult;
import wml.reports.html.Comparison;
import wml.reports.html.ReportPage;
import wml.reports.html.ReportedResult;
import wml.reports.paper.PaperFolder;
import wml.reports.paper.UsualFigures;
import wml.reports.store.WholeFile;

/** {@code wml report RESULT.json...}: a page about one result, or one that compares several. */
@AutoService(Subcommand.class)
@Command(
    name = "report",
    description = {
      "Makes one HTML file of a result: tables, surfaces, charts, environment, the workload's"
          + " text.",
      "Several results are compared with the first."
    },
    footer = {
      "",
      "Example:",
      "  wml run sweep.wml --json sweep.json && wml report sweep.json",
      "  wml report before.json after.json --out comparison.html",
      "  wml report sweep.json --paper figures && (cd figures && pdflatex paper.tex)"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ReportCommand implements Subcommand, Callable<Integer> {
  /** More can't be told apart on a page. */
  private static final int MOST_RESULTS = 16;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RESULT.json", arity = "1..*", description = "what --json wrote")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "the page (default: the first result's name with .html)")
  private @Nullable Path out;

  @Option(
      names = "--paper",
      paramLabel = "DIR",
      description =
          "instead of the page, a folder for LaTeX: figures, captions, a table, data, the command;"
              + " made if missing")
  private @Nullable Path paper;

  @Override
  public Integer call() {
    if (paper != null && out != null) {
      throw new ParameterException(
          spec.commandLine(), "--paper makes a folder, --out a page: leave one out");
    }
    return paper == null ? page() : folder(paper);
  }

  private int folder(Path directory) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Map<Path, List<RunResult>> results = ResultFiles.readWithIntervals(files, err);
      new PaperFolder(directory).write(results, UsualFigures.of(results));
      spec.commandLine().getOut().println(directory.resolve("paper.tex"));
      return ExitCode.OK;
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
  }

  private int page() {
    if (files.size() > MOST_RESULTS) {
      throw new ParameterException(
          spec.commandLine(), "a page compares at most " + MOST_RESULTS + " results");
    }
    Path page = out == null ? beside(files.getFirst()) : out;
    for (Path file : files) {
      if (file.toAbsolutePath().normalize().equals(page.toAbsolutePath().normalize())) {
        throw new ParameterException(
            spec.commandLine(),
            "the page would replace the result " + file + ": name another --out");
      }
    }
    try {
      List<ReportedResult> results = new ArrayList<>();
      for (Path file : files) {
        results.add(ReportedResult.read(file, files.size()));
      }
      List<String> warnings = Comparison.warnings(results);
      warnings.forEach(w -> spec.commandLine().getErr().println("warning: " + w));
      WholeFile.write(page, "the report", to -> ReportPage.write(results, warnings, to));
      spec.commandLine().getOut().printf("%s: %,d KB%n", page, (Files.size(page) + 999) / 1000);
      return ExitCode.OK;
    } catch (IOException e) {
      spec.commandLine().getErr().println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
  }

  private static Path beside(Path result) {
    String name = String.valueOf(result.getFileName());
    return result.resolveSibling(name.replaceFirst("\\.json$", "") + ".html");
  }
}
