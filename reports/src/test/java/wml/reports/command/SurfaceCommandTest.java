package wml.reports.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import wml.api.cli.Subcommand;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;
import wml.reports.store.ResultStore;

/** {@code wml surface}, {@code wml artifact}, {@code wml report --paper} and slices. */
final class SurfaceCommandTest {
  @TempDir private Path directory;
  private Path sweep = Path.of("");
  private Path faster = Path.of("");
  private String said = "";

  @BeforeEach
  void measure() throws IOException {
    sweep = result("sweep", 1);
    faster = result("faster", 0.5);
  }

  @Test
  void oneResultIsDrawnAndTwoAreCompared() {
    ok(new SurfaceCommand(), sweep.toString(), "--format", "csv");
    assertEquals(List.of("heatmap-get.csv", "surface-get.csv"), written());
    ok(new SurfaceCommand(), sweep.toString(), faster.toString(), "--format", "csv");
    assertTrue(
        written().containsAll(List.of("delta-get.csv", "deltamap-get.csv", "overlay-get.csv")));
  }

  @Test
  void theDeltaIsThatOfTheResults() throws IOException {
    ok(
        new SurfaceCommand(),
        sweep.toString(),
        faster.toString(),
        "--kind",
        "deltamap",
        "--format",
        "csv");
    String csv = Files.readString(directory.resolve("out/deltamap-get.csv"));
    List<String> rows = csv.lines().skip(1).toList();
    assertEquals(6, rows.size(), csv);
    for (String row : rows) {
      String[] cells = row.split(",");
      assertEquals(1.0, Double.parseDouble(cells[5]), 0.1, row); // twice as fast
      assertEquals("1", cells[8], row);
    }
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    refused(1, "did you mean 'heatmap'?", sweep.toString(), "--kind", "heatmpa");
    refused(1, "of two results", sweep.toString(), faster.toString(), "--kind", "sheet");
    refused(1, "did you mean 'throughput'?", sweep.toString(), "--metric", "throughputs");
    refused(1, "did you mean 'get'?", sweep.toString(), "--flowop", "gte");
    refused(1, "did you mean 'iosize'?", sweep.toString(), "--x", "iosise");
    refused(1, "both axes would be $threads", sweep.toString(), "--x", "threads", "--y", "threads");
    refused(1, "you named 3", sweep.toString(), sweep.toString(), faster.toString());
    refused(1, "the same file", sweep.toString(), sweep.toString());
    refused(3, "does not exist", directory.resolve("no.json").toString());
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void aSingleRunIsNoSurface() throws IOException {
    Path mail = directory.resolve("mail.json");
    new ResultStore().write(mail, List.of(SampleRuns.mail()));
    refused(1, "needs two swept variables", mail.toString());
  }

  @Test
  void aSliceHoldsTheRunsAtOneValue() throws IOException {
    String[] lines = {"lines", sweep.toString(), "--x", "threads", "--metric", "p50"};
    ok(new ChartCommand(), with(lines, "--at", "iosize=16384", "--format", "csv"));
    String csv = Files.readString(directory.resolve("out/lines-p50-get-threads.csv"));
    assertEquals(3, csv.lines().count(), csv);
    assertEquals(1, run(new ChartCommand(), with(lines, "--at", "iosize=5k")));
    assertTrue(said.contains("no run has iosize=5k\nhelp: there are 4k, 16k, 64k"), said);
    assertEquals(1, run(new ChartCommand(), with(lines, "--at", "iosise=4k")));
    assertTrue(said.contains("did you mean 'iosize'?"), said);
  }

  @Test
  void foldersAreWrittenAndForeignOnesAreLeftAlone() throws IOException {
    Path paper = directory.resolve("paper");
    assertEquals(0, command(new ReportCommand(), sweep.toString(), "--paper", paper.toString()));
    assertTrue(Files.exists(paper.resolve("paper.tex")));
    Path artifact = directory.resolve("artifact");
    assertEquals(0, command(new ArtifactCommand(), sweep.toString(), "--out", artifact.toString()));
    assertTrue(Files.exists(artifact.resolve("SHA256SUMS")));
    assertEquals(
        3, command(new ArtifactCommand(), sweep.toString(), "--out", directory.toString()));
    assertTrue(said.contains("name a new directory"), said);
  }

  private Path result(String name, double slowness) throws IOException {
    List<RunResult> runs = new ArrayList<>();
    for (String size : List.of("4k", "16k", "64k")) {
      for (int threads : List.of(1, 2)) {
        runs.add(SampleRuns.point(runs.size(), size, threads, 1e5 * threads * slowness));
      }
    }
    Path file = directory.resolve(name + ".json");
    new ResultStore().write(file, runs);
    return file;
  }

  private List<String> written() {
    String[] names = directory.resolve("out").toFile().list();
    return names == null ? List.of() : List.of(names).stream().sorted().toList();
  }

  private void ok(Subcommand command, String... arguments) {
    assertEquals(0, run(command, arguments), said);
  }

  private void refused(int status, String why, String... arguments) {
    assertEquals(status, run(new SurfaceCommand(), arguments), said);
    assertTrue(said.contains(why), said);
  }

  private int run(Subcommand command, String... arguments) {
    return command(command, with(arguments, "--out", directory.resolve("out").toString()));
  }

  private int command(Subcommand command, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(text));
    line.setParameterExceptionHandler(
        (e, all) -> {
          e.getCommandLine().getErr().println(e.getMessage());
          return 1;
        });
    int status = line.execute(arguments);
    said = text.toString();
    return status;
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
