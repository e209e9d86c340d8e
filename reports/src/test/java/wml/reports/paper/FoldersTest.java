package wml.reports.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;
import wml.reports.store.ResultStore;

final class FoldersTest {
  @TempDir private Path directory;
  private Path result;
  private Map<Path, List<RunResult>> results;

  @BeforeEach
  void measure() throws IOException {
    List<RunResult> runs = new ArrayList<>();
    for (String size : List.of("4k", "16k", "64k")) {
      for (int threads : List.of(1, 2, 4)) {
        runs.add(SampleRuns.point(runs.size(), size, threads, 1e5 * threads));
      }
    }
    result = directory.resolve("100% of_it.json");
    new ResultStore().write(result, runs);
    results = Map.of(result, runs);
  }

  @Test
  void paperCompiles() throws Exception {
    assumeTrue(isThere("pdflatex"), "skipped: pdflatex is not installed");
    Path paper = directory.resolve("paper");
    new PaperFolder(paper).write(results, UsualFigures.of(results));
    String log = run(paper, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex");
    assertTrue(Files.size(paper.resolve("paper.pdf")) > 10_000, log);
    assertFalse(log.contains("Missing character"), log);
    assertFalse(log.contains("Overfull \\hbox (1"), log);
  }

  @Test
  void everyFileOfAnArtifactHasItsChecksum() throws Exception {
    Path artifact = directory.resolve("artifact");
    new ArtifactFolder(artifact).write(results, UsualFigures.of(results));
    List<String> sums = Files.readAllLines(artifact.resolve("SHA256SUMS"));
    try (Stream<Path> files = Files.walk(artifact)) {
      assertEquals(sums.size() + 1, files.filter(Files::isRegularFile).count());
    }
    String out = run(artifact, "sha256sum", "-c", "SHA256SUMS");
    assertEquals(sums.size(), out.lines().filter(l -> l.endsWith(": OK")).count(), out);
  }

  @Test
  void anArtifactIsReplacedAndForeignFilesAreNot() throws IOException {
    Path artifact = directory.resolve("artifact");
    new ArtifactFolder(artifact).write(results, List.of());
    new ArtifactFolder(artifact).write(results, List.of());
    Path foreign = Files.createDirectory(directory.resolve("mine"));
    Files.writeString(foreign.resolve("thesis.txt"), "x");
    IOException e =
        assertThrows(
            IOException.class, () -> new ArtifactFolder(foreign).write(results, List.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("name a new directory"), e.getMessage());
    try (Stream<Path> files = Files.list(foreign)) {
      assertEquals(1, files.count());
    }
  }

  private static boolean isThere(String program) throws Exception {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  private static String run(Path in, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), out);
    return out;
  }
}
