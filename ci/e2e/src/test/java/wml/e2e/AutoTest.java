package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.e2e.WmlProcess.Outcome;

/** {@code wml auto} as a user sees it. */
class AutoTest {
  private static final int SIGINT = 2;

  /** Rows of numbers alone. */
  private static List<String[]> rows(String text) {
    List<String[]> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length > 2 && Arrays.stream(fields).allMatch(f -> f.matches("[0-9]+"))) {
        rows.add(fields);
      }
    }
    return rows;
  }

  private static Map<String, Integer> points(Path results) throws IOException {
    Map<String, Integer> points = new TreeMap<>();
    for (Result run : Result.read(results).runs()) {
      assertTrue(run.valid(), run::problems);
      JsonNode point = run.json().path("point");
      points.merge(
          point.path("filesize").asText() + "/" + point.path("recordsize").asText(),
          1,
          Integer::sum);
    }
    return points;
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "memory", "null"})
  void measuresThirteenTestsOnAnyTarget(String target) throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path out = scratch.path("out");
      Outcome outcome =
          WmlProcess.run(
              scratch.root(),
              "auto",
              "-ac",
              "-g",
              "128k",
              "-R",
              "-b",
              scratch.path("a.xlsx"),
              "--target",
              target,
              "--repeats",
              "2",
              "--out",
              out);
      assertEquals(0, outcome.status(), outcome::toString);
      List<String[]> rows = rows(outcome.out());
      assertEquals(11, rows.size(), outcome::toString);
      rows.forEach(row -> assertEquals(15, row.length));
      assertTrue(outcome.out().contains("\"Re-fread report\""), outcome::toString);
      assertEquals('P', Files.readAllBytes(scratch.path("a.xlsx"))[0]);
      assertEquals(11, points(out.resolve("results.json")).size());
      for (Result run : Result.read(out.resolve("results.json")).runs()) {
        long passes = run.ops("strideread");
        boolean first = run.json().path("repeat").asInt() == 0;
        assertTrue(first ? passes == 6 : passes >= 1 && passes <= 100, passes + " passes");
        long file = run.json().path("point").path("filesize").asLong();
        assertEquals(passes * file, run.bytes("randomwrite"));
      }
      assertTrue(Files.size(out.resolve("sheet.pdf")) > 10_000);
      assertTrue(Files.readString(out.resolve("report.html")).contains("strideread"));
    }
  }

  @Test
  void goesOnAfterAKill() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path out = scratch.path("out");
      Path log = out.resolve("cells.log");
      Object[] command = {
        "auto", "-a", "-g", "16m", "-n", "4m", "--repeats", "1", "-i", "0", "--out", out
      };
      try (WmlProcess running = WmlProcess.start(scratch.root(), command)) {
        running.awaitWhileRunning("three cells", () -> lines(log) > 3);
        running.signal("KILL");
        assertEquals(137, running.outcome().status());
      }
      String before = Files.readString(log);
      String kept = before.substring(0, before.lastIndexOf('\n') + 1);
      Outcome outcome = WmlProcess.run(scratch.root(), command);
      assertEquals(0, outcome.status(), outcome::toString);
      assertTrue(Files.readString(log).startsWith(kept), "what was measured is kept");
      Map<String, Integer> points = points(out.resolve("results.json"));
      assertEquals(36, points.size());
      points.forEach((point, runs) -> assertEquals(1, runs, point));
      List<String[]> rows = rows(outcome.out());
      assertEquals(36, rows.size(), outcome::toString);

      Outcome again = WmlProcess.run(scratch.root(), command);
      assertEquals(rows(outcome.out()).getFirst()[2], rows(again.out()).getFirst()[2]);
      assertEquals(1, points(out.resolve("results.json")).getOrDefault("4194304/4096", 0));

      Outcome other = WmlProcess.run(scratch.root(), "auto", "-ae", "-g", "64k", "--out", out);
      assertEquals(1, other.status(), other::toString);
      assertTrue(other.err().contains("other settings"), other::toString);
      assertTrue(other.err().contains("--out"), other::toString);
    }
  }

  @Test
  void aSignalKeepsWhatWasMeasured() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path out = scratch.path("out");
      try (WmlProcess running =
          WmlProcess.start(scratch.root(), "auto", "-g", "512m", "--out", out)) {
        running.awaitWhileRunning("a cell", () -> lines(out.resolve("cells.log")) > 1);
        Scratch.assume(!running.ignores(SIGINT), "SIGINT is ignored here");
        running.signal("INT");
        Outcome outcome = running.outcome();
        assertNotEquals(0, outcome.status(), outcome::toString);
        assertTrue(outcome.err().contains("the same command goes on"), outcome::toString);
      }
      assertTrue(!points(out.resolve("results.json")).isEmpty());
    }
  }

  @Test
  void threadsStartEachTestTogether() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path out = scratch.path("out");
      Outcome outcome =
          WmlProcess.run(
              scratch.root(),
              "auto",
              "-t",
              "3",
              "-+u",
              "-i",
              "0",
              "-i",
              "1",
              "--repeats",
              "1",
              "--out",
              out);
      assertEquals(0, outcome.status(), outcome::toString);
      List<Result> runs = Result.read(out.resolve("results.json")).runs();
      assertEquals(4, runs.size());
      assertEquals(3, runs.get(0).ops("write"));
      assertEquals(0, runs.get(0).ops("read"));
      assertEquals(3, runs.get(3).ops("reread"));
      assertEquals(3 * 512 * 1024, runs.get(3).bytes("reread"));
    }
  }

  @Test
  void compatAndOtherCellsAreNotMixed() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path out = scratch.path("out");
      Outcome plain =
          WmlProcess.run(
              scratch.root(),
              "auto",
              "-g",
              "64k",
              "--target",
              "memory",
              "--repeats",
              "1",
              "--refine",
              "2",
              "--out",
              out);
      assertEquals(0, plain.status(), plain::toString);
      Outcome compat =
          WmlProcess.run(
              scratch.root(), "auto", "-g", "64k", "--target", "memory", "--compat", "--out", out);
      assertEquals(1, compat.status(), compat::toString);
      assertTrue(compat.err().contains("spot=first"), compat::toString);
    }
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).lines().count() : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
