package wml.reports.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.result.RunResult;
import wml.reports.drawing.LatexText;
import wml.reports.figure.Figure;
import wml.reports.figure.FigureFile;
import wml.reports.figure.FigureWriter;
import wml.reports.figure.Provenance;
import wml.reports.figure.Style;
import wml.reports.store.RecordedCommand;
import wml.reports.store.WholeFile;

/**
 * A folder that a paper can take figures and tables from: each figure as PDF and TikZ with its
 * caption and data, a table, the results, the commands that repeat them, and a {@code paper.tex}
 * that shows all of it and compiles with pdfLaTeX.
 */
public final class PaperFolder {
  private final Path directory;

  public PaperFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the folder; files of the same names are replaced.
   *
   * @param results by the names of their files
   * @param figures for a column each
   */
  public void write(Map<Path, List<RunResult>> results, List<? extends Figure> figures)
      throws IOException {
    Files.createDirectories(directory.resolve("figures"));
    Files.createDirectories(directory.resolve("data"));
    List<RunResult> runs = results.values().stream().flatMap(List::stream).toList();
    FigureWriter writer =
        new FigureWriter(directory.resolve("figures"), Style.COLUMN, Provenance.of(runs));
    SummaryTable table = new SummaryTable();
    results.forEach((file, of) -> of.forEach(run -> table.add(file.getFileName().toString(), run)));
    StringBuilder body = new StringBuilder();
    for (Figure figure : figures) {
      writer.write(
          figure, EnumSet.of(FigureFile.PDF, FigureFile.TEX, FigureFile.CSV, FigureFile.GNUPLOT));
      String caption = figure.name() + ".caption.tex";
      text("figures/" + caption, LatexText.escaped(writer.caption(figure)) + "%\n");
      body.append(
          "\\begin{figure}\n\\centering\n\\includegraphics{figures/%s.pdf}\n"
              .formatted(figure.name()));
      body.append(
          "\\caption{\\protect\\input{figures/%s}}\n\\end{figure}\n\\clearpage\n"
              .formatted(caption));
    }
    text("data/summary.csv", table.data().csv());
    text("table.tex", table.latex());
    for (Path file : results.keySet()) {
      Path copy = directory.resolve("data").resolve(file.getFileName().toString());
      WholeFile.write(copy, "a result", out -> Files.copy(file, out));
    }
    text("repeat.sh", repeat(runs));
    text("paper.tex", document(body.toString(), table));
    text("README.md", readme(figures));
  }

  /** The commands, each once. */
  static String repeat(List<RunResult> runs) {
    Set<String> commands = new LinkedHashSet<>();
    for (RunResult run : runs) {
      RecordedCommand recorded = RecordedCommand.of(run);
      commands.add(
          (recorded.commit().isEmpty() ? "" : "# wml at commit " + recorded.commit() + "\n")
              + (recorded.text().isEmpty() ? "# the command was not recorded" : recorded.text()));
    }
    return "#!/bin/sh\n# Repeats the measurements.\nset -e\n" + String.join("\n", commands) + "\n";
  }

  private static String document(String figures, SummaryTable table) {
    String note =
        table.size() > SummaryTable.MOST_ROWS
            ? " The first %d of %d rows; \\texttt{data/summary.csv} has all."
                .formatted(SummaryTable.MOST_ROWS, table.size())
            : "";
    return """
    %% Compiles with pdflatex as it is. Figures are also TikZ: \\input{figures/NAME.tex}.
    \\documentclass[twocolumn]{article}
    \\usepackage[utf8]{inputenc}
    \\usepackage[T1]{fontenc}
    \\usepackage{textcomp}
    \\usepackage{graphicx}
    %% Columns of 3.33 in on a page of 7 in, for which the figures were drawn.
    \\setlength{\\textwidth}{7in}
    \\setlength{\\columnsep}{0.34in}
    \\setlength{\\oddsidemargin}{-0.25in}
    \\begin{document}
    \\begin{table*}
    \\centering\\footnotesize
    \\input{table.tex}
    \\caption{Per flowop: rates over the measured window, latencies of successful operations.%s}
    \\end{table*}
    %s\\end{document}
    """
        .formatted(note, figures);
  }

  private static String readme(List<? extends Figure> figures) {
    List<String> rows = new ArrayList<>();
    for (Figure figure : figures) {
      rows.add("| `figures/%s` | %s |".formatted(figure.name(), figure.title().replace("|", "/")));
    }
    return """
    # Figures and tables

    `pdflatex paper.tex` shows them all. Each figure is there as `.pdf` (fonts embedded), `.tex` (TikZ), with its
    `.caption.tex`, its data in `.csv`, and gnuplot's `.dat` and `.gp`.

    | file | shows |
    |---|---|
    %s
    | `table.tex`, `data/summary.csv` | rates and latencies per flowop |
    | `data/*.json` | the results as wml wrote them |
    | `repeat.sh` | the commands that measured them |
    """
        .formatted(String.join("\n", rows));
  }

  private void text(String name, String text) throws IOException {
    WholeFile.write(
        directory.resolve(name),
        "the paper",
        out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
