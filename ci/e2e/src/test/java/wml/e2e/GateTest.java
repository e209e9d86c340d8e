package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.e2e.WmlProcess.Outcome;

/** {@code wml gate}: its verdicts, what it refuses, and that it leaves nothing. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class GateTest {
  private static final int REGRESSION = 4;
  private static final int INVALID = 8;

  /** One metric: a few pairs are enough to be sure of a large change. */
  private static final String READS =
      """
      set $size=4k
      define fileset name=data,path=/d,size=64k,entries=8,prealloc
      define process name=p {
        thread name=t { flowop read name=get,filesetname=data,iosize=$size,random }
      }
      run 5
      gate { iops(all) }
      """;

  private Scratch scratch;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.on(Scratch.Place.TMPFS);
    file = scratch.workload("reads.wml", READS);
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome gate(String baseline, String candidate, Object... options) throws IOException {
    List<Object> words = new ArrayList<>(List.of("gate", file, "--dir", scratch.directory("data")));
    words.addAll(List.of("--baseline", baseline, "--candidate", candidate));
    words.addAll(List.of("--runtime", "0.1s", "--seed", "1"));
    words.addAll(Arrays.asList(options));
    Outcome outcome = WmlProcess.run(scratch.root(), words.toArray());
    assertNothingIsLeft();
    return outcome;
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(scratch.directory("data"))) {
      assertEquals(List.of(), left.toList());
    }
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      String mine = scratch.root().toString();
      assertTrue(
          all.noneMatch(p -> p.info().commandLine().orElse("").contains(mine)),
          "a process is left");
    }
  }

  private static void assertInvalid(Outcome outcome, String reason) {
    assertEquals(INVALID, outcome.status(), outcome::toString);
    assertTrue(outcome.out().startsWith("INVALID: "), outcome::toString);
    // broken at blanks
    assertTrue(outcome.out().replaceAll("\\s+", " ").contains(reason), outcome::toString);
  }

  @Test
  void equalSidesAreNoRegression() throws IOException {
    Outcome outcome = gate("", "", "--pairs", "3");
    assertNotEquals(REGRESSION, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("slices: "), outcome::toString);
  }

  @Test
  void aSlowerCandidateIsARegressionAndAFasterOneIsNone() throws IOException {
    String slow = "target=faulty:target=memory,delayed=1,delay=20us";
    String fast = "target=faulty:target=memory,delayed=1,delay=0us";
    Path json = scratch.path("gate.json");
    Outcome worse = gate(fast, slow, "--pairs", "10", "--mode", "runs", "--json", json);
    assertEquals(REGRESSION, worse.status(), worse::toString);
    assertTrue(worse.out().startsWith("REGRESSION: iops(all)"), worse::toString);
    assertTrue(Files.readString(json).contains("\"REGRESSION\""), worse::toString);
    Outcome better = gate(slow, fast, "--pairs", "5", "--mode", "runs");
    assertEquals(0, better.status(), better::toString);
  }

  @Test
  void aSideThatDoesNotStartIsInvalid() throws IOException {
    assertInvalid(gate("", "ref=no-such-ref"), "the candidate: git knows no 'no-such-ref' here");
    Path lib = scratch.directory("other/lib");
    Files.writeString(lib.resolve("x.jar"), "no jar");
    assertInvalid(gate("wml=" + lib.getParent(), ""), "the baseline, ");
    assertInvalid(gate("wml=" + scratch.path("nowhere"), ""), "is no wml: name a checkout");
  }

  @Test
  void aSideThatFailsHalfWayIsInvalidAndNothingIsOverwritten() throws IOException {
    Path json = Files.writeString(scratch.path("gate.json"), "older");
    Outcome outcome =
        gate("target=memory", "target=faulty:target=memory,errors=0.01", "--json", json);
    assertInvalid(outcome, "the candidate ended with status 3");
    assertTrue(outcome.out().contains("EIO"), outcome::toString);
    assertEquals("older", Files.readString(json));
  }

  @Test
  void aStoredConfigurationIsRunIfItFits() throws IOException {
    Path json = scratch.path("stored.json");
    Outcome run =
        WmlProcess.run(
            scratch.root(),
            "run",
            file,
            "-D",
            "size=8k",
            "--target",
            "memory",
            "--runtime",
            "0.1s",
            "--json",
            json);
    assertEquals(0, run.status(), run::toString);
    Outcome fits = gate("result=" + json, "target=memory", "--pairs", "3", "--mode", "runs");
    assertNotEquals(INVALID, fits.status(), fits::toString);
    Path other = scratch.path("other.json");
    String stored = Files.readString(json);
    Files.writeString(other, stored.replaceFirst("\"cpus\": *\"[0-9]+\"", "\"cpus\": \"4096\""));
    assertInvalid(gate("result=" + other, ""), "the machines are of different classes: cpus");
    Files.writeString(other, stored.replaceFirst("\"sha256\": *\"....", "\"sha256\": \"0000"));
    assertInvalid(gate("result=" + other, ""), "is of another workload");
    Files.writeString(other, stored.substring(0, stored.length() / 2));
    assertInvalid(gate("result=" + other, ""), "is cut off or no JSON");
  }

  @Test
  void badWordsAreExplained() throws IOException {
    Outcome side = gate("tagret=memory", "");
    assertEquals(1, side.status(), side::toString);
    assertTrue(side.err().contains("did you mean 'target'?"), side::toString);
    Outcome mode = gate("", "", "--mode", "slice");
    assertEquals(1, mode.status(), mode::toString);
    assertTrue(mode.err().contains("did you mean 'slices'?"), mode::toString);
    Outcome variable = gate("", "-Dsise=8k");
    assertEquals(2, variable.status(), variable::toString);
    assertTrue(variable.err().contains("did you mean 'size'?"), variable::toString);
  }

  @Test
  void aSignalLeavesNoProcessAndNoTree() throws IOException {
    Path data = scratch.directory("data");
    try (WmlProcess running =
        WmlProcess.start(
            scratch.root(), "gate", file, "--dir", data, "--runtime", "30s", "--mode", "slices")) {
      running.awaitWhileRunning("files of both sides", () -> trees(data) == 2);
      running.signal("TERM");
      assertNotEquals(0, running.outcome().status());
    }
    assertNothingIsLeft();
  }

  private static int trees(Path data) {
    try (Stream<Path> all = Files.walk(data)) {
      return (int) all.filter(p -> p.endsWith("d/data")).count();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
