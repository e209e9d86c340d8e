package wml.reports.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wml.api.result.RunResult;
import wml.reports.figure.Figure;
import wml.reports.figure.FigureFile;
import wml.reports.figure.FigureWriter;
import wml.reports.figure.Provenance;
import wml.reports.figure.Style;
import wml.reports.store.RecordedCommand;
import wml.reports.store.WholeFile;
import wml.reports.store.WorkloadFile;

/**
 * What an evaluation committee asks for: how to repeat, on what it was measured, raw data, figures,
 * and checksums of all of it.
 */
public final class ArtifactFolder {
  private static final String CHECKSUMS = "SHA256SUMS";

  private final Path directory;

  public ArtifactFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the folder.
   *
   * @param results by the names of their files
   * @throws IOException also if something is there already that isn't an artifact
   */
  public void write(Map<Path, List<RunResult>> results, List<? extends Figure> figures)
      throws IOException {
    refuseForeign();
    List<RunResult> runs = results.values().stream().flatMap(List::stream).toList();
    for (String part : List.of("results", "workloads", "figures")) {
      Files.createDirectories(directory.resolve(part));
    }
    SummaryTable table = new SummaryTable();
    for (Map.Entry<Path, List<RunResult>> result : results.entrySet()) {
      String name = result.getKey().getFileName().toString();
      result.getValue().forEach(run -> table.add(name, run));
      WholeFile.write(
          directory.resolve("results").resolve(name),
          "a result",
          out -> Files.copy(result.getKey(), out));
    }
    text("results/summary.csv", table.data().csv());
    FigureWriter writer =
        new FigureWriter(directory.resolve("figures"), Style.PAGE, Provenance.of(runs));
    for (Figure figure : figures) {
      writer.write(
          figure,
          EnumSet.of(
              FigureFile.PDF,
              FigureFile.PNG,
              FigureFile.CSV,
              FigureFile.GNUPLOT,
              FigureFile.CAPTION));
    }
    String missing = workloads(runs);
    text("commands.sh", PaperFolder.repeat(runs));
    text("VERSIONS.md", versions(runs));
    text("README.md", readme(runs, figures, missing));
    text(CHECKSUMS, checksums());
  }

  private void refuseForeign() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is a file: name a new directory");
    }
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.findAny().isPresent() && !Files.exists(directory.resolve(CHECKSUMS))) {
        throw new IOException(
            directory + " holds files that are no artifact of wml: name a new directory");
      }
    }
  }

  /** Copies the workloads that are still what was run; returns what is said of the others. */
  private String workloads(List<RunResult> runs) throws IOException {
    Map<String, RunResult.Workload> byPath = new LinkedHashMap<>();
    runs.forEach(r -> byPath.put(r.workload().path(), r.workload()));
    StringBuilder missing = new StringBuilder();
    for (RunResult.Workload workload : byPath.values()) {
      Path source = WorkloadFile.of(workload).path();
      if (source != null) {
        Path copy = directory.resolve("workloads").resolve(source.getFileName().toString());
        WholeFile.write(copy, "a workload", out -> Files.copy(source, out));
      } else {
        missing.append(
            "\n`%s` is not included: what is there now isn't what was run (SHA-256 `%s`).\n"
                .formatted(workload.path(), workload.sha256()));
      }
    }
    return missing.toString();
  }

  /** What results say of machines and programs; several values where they differ. */
  private static String versions(List<RunResult> runs) {
    Map<String, TreeSet<String>> facts = new TreeMap<>();
    for (RunResult run : runs) {
      run.environment()
          .forEach(
              (name, value) -> {
                if (!name.equals(RecordedCommand.FACT)) {
                  facts.computeIfAbsent(name, n -> new TreeSet<>()).add(value);
                }
              });
      facts.computeIfAbsent("target", n -> new TreeSet<>()).add(run.target().name());
      run.target()
          .facts()
          .forEach(
              (name, value) ->
                  facts.computeIfAbsent("target " + name, n -> new TreeSet<>()).add(value));
    }
    return facts.entrySet().stream()
        .map(
            e ->
                "| "
                    + e.getKey()
                    + " | "
                    + String.join(" / ", e.getValue()).replace("|", "/")
                    + " |")
        .collect(
            Collectors.joining(
                "\n", "# What it was measured on\n\n| fact | value |\n|---|---|\n", "\n"));
  }

  private static String readme(
      List<RunResult> runs, List<? extends Figure> figures, String missing) {
    double seconds =
        runs.stream()
            .flatMap(r -> r.phases().stream())
            .mapToDouble(p -> p.durationNanos() / 1e9)
            .sum();
    long dirty = runs.stream().filter(r -> !r.disturbances().isEmpty()).count();
    String list =
        figures.stream()
            .map(f -> "- `figures/%s.pdf`: %s. %s".formatted(f.name(), f.title(), f.meaning()))
            .collect(Collectors.joining("\n"));
    return """
    # Artifact

    %s

    %d valid runs, %.0f s of measuring; in %d of them the harness noted disturbances (see `disturbances` in the results).

    ## Repeat

    Needs a JDK 25 and Maven. `sh commands.sh` in a checkout of wml at the commit that `commands.sh` names runs the
    measurements again; `wml surface`, `wml chart` and `wml report` draw results. Machines differ: compare ratios
    and shapes, not single numbers. `sha256sum -c SHA256SUMS` checks that nothing has changed.

    ## Contents

    - `results/`: the results as wml wrote them, and `summary.csv` with a line per run and flowop
    - `workloads/`: the workload files
    - `VERSIONS.md`: machine, kernel, JVM, commit
    %s
    %s\
    """
        .formatted(Provenance.of(runs).text(), runs.size(), seconds, dirty, list, missing);
  }

  /** As {@code sha256sum} writes them, in the order of the names. */
  private String checksums() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder out = new StringBuilder();
    for (Path file : files) {
      String name = directory.relativize(file).toString();
      if (!name.equals(CHECKSUMS)) {
        out.append(WorkloadFile.sha256(file)).append("  ").append(name).append('\n');
      }
    }
    return out.toString();
  }

  private void text(String name, String text) throws IOException {
    WholeFile.write(
        directory.resolve(name),
        "the artifact",
        out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
