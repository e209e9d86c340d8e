package wml.gate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import wml.api.cli.ExitCode;
import wml.gate.output.GateOutputs;
import wml.gate.output.SampleGates;

final class TrendCommandTest {
  /** A history that is part of the project: simulated, with a step at one commit. */
  private static final Path SAMPLE = Path.of("../baselines/history");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new TrendCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(
            (e, args) -> {
              err.append(String.valueOf(e.getMessage()));
              return ExitCode.USAGE;
            })
        .execute(arguments);
  }

  @Test
  void theProjectsSampleHasOneChangeForTheWorse() throws IOException {
    Path figures = directory.resolve("figures");
    assertEquals(ExitCode.GATE, run(SAMPLE.toString(), "--out", figures.toString()), err::toString);
    assertTrue(out.toString().startsWith("WORSE: p99(read) changed by +"), out::toString);
    assertTrue(out.toString().contains("% at 00c0ffee, "), out::toString);
    assertTrue(Files.exists(figures.resolve("trend-p99-read.svg")));
    assertTrue(Files.readString(figures.resolve("trend.json")).contains("\"worse\": true"));
  }

  @Test
  void addingKeepsAndShows() throws IOException {
    Path gate = directory.resolve("gate.json");
    GateOutputs.json(SampleGates.pass(), gate);
    Path history = directory.resolve("history");
    assertEquals(ExitCode.OK, run(history.toString(), "--add", gate.toString()), err::toString);
    assertTrue(out.toString().contains("1 results"), out::toString);
    try (Stream<Path> files = Files.list(history)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void jsonReplacesTheText() {
    assertEquals(ExitCode.GATE, run(SAMPLE.toString(), "--json", "-", "--metric", "p99(read)"));
    assertTrue(out.toString().startsWith("{\n  \"schema\": \"wml-trend/1\""), out::toString);
    assertFalse(out.toString().contains("iops"), out::toString);
  }

  @Test
  void brokenHistoriesAreInvalidAndWrongWordsAreUsage() throws IOException {
    assertEquals(ExitCode.INVALID, run(directory.resolve("none").toString()));
    assertTrue(err.toString().contains("does not exist\nhelp: "), err::toString);
    Path history = Files.createDirectory(directory.resolve("h"));
    Files.writeString(history.resolve("a.json"), "{}");
    assertEquals(ExitCode.INVALID, run(history.toString()));
    assertTrue(err.toString().contains("a.json: its name is no SHA-256"), err::toString);
    assertEquals(ExitCode.USAGE, run(SAMPLE.toString(), "--metric", "p99(raed)"));
    assertTrue(err.toString().contains("p99(read)"), err::toString);
    assertEquals(ExitCode.USAGE, run("branch:a b"));
    Path cut = Files.writeString(directory.resolve("cut.json"), "{\"schema\":");
    assertEquals(ExitCode.RUN, run(history.toString(), "--add", cut.toString()));
    assertTrue(err.toString().contains("cut off or no JSON"), err::toString);
  }
}
