package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.e2e.WmlProcess.Outcome;

/**
 * What {@code wml import fio} makes of a job file does as many operations as fio does.
 *
 * <p>The first line of a job file says what is compared, job by job:
 *
 * <ul>
 *   <li>{@code operations}: reads, writes and syncs are the same.
 *   <li>{@code total}: each operation is drawn to be a read or a write. Their sum is the same; the
 *       reads of n operations with share p have the variance n p (1 - p), those of two runs differ
 *       by less than 5 standard deviations of their difference.
 *   <li>{@code bytes}: sizes are drawn, too. The bytes are the same but for the operation that
 *       passes the goal. How many operations that takes varies by at most the square root of their
 *       number, because no size varies by more than its mean: again 5 standard deviations.
 * </ul>
 *
 * Both draw from fixed seeds, so that a comparison never changes its outcome by chance.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class FioImportTest {
  private static final int JOB_FILES = 30;
  private static final double DEVIATIONS = 5;
  private static final long LARGEST_BLOCK = 64 << 10;

  private Scratch scratch;

  /** What the clones of a job did together. */
  private record Counts(long reads, long writes, long syncs, long bytes) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          reads + other.reads, writes + other.writes, syncs + other.syncs, bytes + other.bytes);
    }

    long total() {
      return reads + writes;
    }
  }

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  static List<Path> jobFiles() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(FioImportTest.class.getResource("/fio"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  @Test
  void allJobFilesAreThere() throws IOException, URISyntaxException {
    assertEquals(JOB_FILES, jobFiles().size());
  }

  @ParameterizedTest
  @MethodSource("jobFiles")
  void aJobFileDoesAsManyOperationsAsFio(Path file) throws IOException {
    Scratch.assume(Scratch.hasCommand("fio"), "there is no fio command to compare with");
    Map<String, Counts> wanted;
    Map<String, Counts> found;
    try (WmlProcess fio =
        WmlProcess.command(
            scratch.directory("fio"),
            Map.of(),
            List.of("fio", "--output-format=json", "--output=result.json", file.toString()))) {
      found = ofWml(file); // fio runs meanwhile
      Outcome outcome = fio.outcome();
      assertEquals(0, outcome.status(), outcome::toString);
      wanted = ofFio(scratch.path("fio/result.json"));
    }
    assertEquals(wanted.keySet(), found.keySet());
    String compare = Files.readAllLines(file).getFirst().replaceFirst(".*compare=", "");
    wanted.forEach(
        (job, counts) -> compare(compare, job, counts, Objects.requireNonNull(found.get(job))));
  }

  private static void compare(String how, String job, Counts fio, Counts wml) {
    String both = job + ": fio " + fio + ", wml " + wml;
    switch (how) {
      case "operations" -> {
        assertEquals(fio.reads(), wml.reads(), both);
        assertEquals(fio.writes(), wml.writes(), both);
        assertEquals(fio.syncs(), wml.syncs(), both);
        assertEquals(fio.bytes(), wml.bytes(), both);
      }
      case "total" -> {
        assertEquals(fio.total(), wml.total(), both);
        assertEquals((double) fio.reads(), (double) wml.reads(), sharesDeviation(fio, wml), both);
      }
      case "bytes" -> {
        assertEquals((double) fio.bytes(), (double) wml.bytes(), (double) LARGEST_BLOCK, both);
        double deviation = DEVIATIONS * Math.sqrt((double) (fio.total() + wml.total()));
        assertEquals((double) fio.total(), (double) wml.total(), deviation, both);
      }
      default -> throw new AssertionError("compare=" + how);
    }
  }

  private static double sharesDeviation(Counts a, Counts b) {
    double share = (double) (a.reads() + b.reads()) / (a.total() + b.total());
    return DEVIATIONS * Math.sqrt((a.total() + b.total()) * share * (1 - share));
  }

  /** Per job, clones together. */
  private static Map<String, Counts> ofFio(Path json) throws IOException {
    Map<String, Counts> out = new TreeMap<>();
    for (JsonNode job :
        new ObjectMapper().readTree(json.toFile()).path("jobs")) { // fio repeats keys
      JsonNode read = job.path("read");
      JsonNode write = job.path("write");
      out.merge(
          job.path("jobname").asText(),
          new Counts(
              read.path("total_ios").asLong(),
              write.path("total_ios").asLong(),
              job.path("sync").path("total_ios").asLong(),
              read.path("io_bytes").asLong() + write.path("io_bytes").asLong()),
          Counts::plus);
    }
    return out;
  }

  private Map<String, Counts> ofWml(Path file) throws IOException {
    Path workload = scratch.path("imported.wml");
    Outcome imported = WmlProcess.run(scratch.root(), "import", "fio", file, "--output", workload);
    assertEquals(0, imported.status(), imported::toString);
    Path json = scratch.path("result.json");
    Outcome ran =
        WmlProcess.run(
            scratch.root(), "run", workload, "--dir", scratch.path("wml"), "--json", json);
    assertEquals(0, ran.status(), () -> ran + "\n" + text(workload));
    Result result = Result.read(json);
    List<Result> runs = result.runs().isEmpty() ? List.of(result) : result.runs();
    Map<String, Counts> out = new TreeMap<>();
    for (Result run : runs) {
      for (JsonNode flowop : run.json().path("flowops")) {
        // the clones of a job with several files are processes of their own: a-1, a-2
        String job = flowop.path("process").asText().replaceFirst("-\\d+$", "");
        out.merge(job, counts(flowop), Counts::plus);
      }
    }
    return out;
  }

  private static Counts counts(JsonNode flowop) {
    long ops = flowop.path("ops").asLong();
    long bytes = flowop.path("bytes").asLong();
    return switch (flowop.path("type").asText()) {
      case "read" -> new Counts(ops, 0, 0, bytes);
      case "write" -> new Counts(0, ops, 0, bytes);
      case "fsync", "fsyncset" ->
          // fio does not count the sync at the end
          new Counts(0, 0, flowop.path("name").asText().equals("sync-end") ? 0 : ops, 0);
      default -> Counts.NONE;
    };
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** An option that a newer fio has is to be looked at, not to be taken for a typing error. */
  @Test
  void everyOptionOfFioIsKnown() throws IOException {
    Scratch.assume(Scratch.hasCommand("fio"), "there is no fio command to ask for its options");
    String options;
    try (WmlProcess fio =
        WmlProcess.command(scratch.root(), Map.of(), List.of("fio", "--cmdhelp"))) {
      options = fio.outcome().out();
    }
    String jobs =
        options
            .lines()
            .filter(line -> line.contains(":"))
            .map(line -> line.substring(0, line.indexOf(':')).strip() + "=1\n")
            .collect(Collectors.joining());
    assertTrue(jobs.lines().count() > 200, options);
    Path file = Files.writeString(scratch.path("all.fio"), "[all]\n" + jobs);
    Outcome outcome = WmlProcess.run(scratch.root(), "import", "fio", file);
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("'verify' can't be expressed"), outcome::toString);
    String unknown =
        outcome
            .err()
            .lines()
            .filter(l -> l.contains("has no option"))
            .collect(Collectors.joining());
    assertEquals("", unknown);
  }

  @Test
  void nothingIsWrittenOverOrAfterErrors() throws IOException {
    Path good = Files.writeString(scratch.path("good.fio"), "[a]\nsize=64k\n");
    Path bad = Files.writeString(scratch.path("bad.fio"), "[a]\nsize=64k\nverify=md5\n");
    Path output = scratch.path("out.wml");
    Outcome refused = WmlProcess.run(scratch.root(), "import", "fio", bad, "--output", output);
    assertEquals(2, refused.status(), refused::toString);
    assertTrue(refused.err().contains("bad.fio:3:1: error[WML0704]"), refused::toString);
    assertEquals("", refused.out());
    assertFalse(Files.exists(output));
    Files.writeString(output, "mine");
    Outcome taken = WmlProcess.run(scratch.root(), "import", "fio", good, "--output", output);
    assertEquals(1, taken.status(), taken::toString);
    assertEquals("mine", Files.readString(output));
    Outcome shown = WmlProcess.run(scratch.root(), "import", "fio", good);
    assertEquals(0, shown.status(), shown::toString);
    assertTrue(shown.out().contains("define process name=a"), shown::toString);
    assertEquals(2, WmlProcess.run(scratch.root(), "import", "fio", "none.fio").status());
    assertEquals(1, WmlProcess.run(scratch.root(), "import").status());
  }
}
