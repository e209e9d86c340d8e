package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.e2e.Scratch.Place;
import wml.e2e.WmlProcess.Outcome;

/** Runs that are stopped, and what the next run makes of what they leave. */
class InterruptionTest {
  private static final int SIGINT = 2;
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String MIX =
      """
      set $entries=300
      define fileset name=data,path=/d,entries=$entries,dirwidth=7,size=2k,prealloc
      define process name=p {
        thread name=t,instances=2 {
          flowop deletefile name=drop,filesetname=data
          flowop createfile name=make,filesetname=data,fd=1
          flowop appendfilerand name=grow,iosize=9k,fd=1
          flowop closefile name=shut,fd=1
        }
        thread name=u { flowop block name=forever }
        thread name=v { flowop print name=started,value=42 }
      }
      run 50
      """;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsARunWithAResultThatIsNotValid(String signal) throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path json = scratch.path("r.json");
      try (WmlProcess running =
          WmlProcess.start(
              scratch.root(),
              "run",
              scratch.workload("a.wml", MIX),
              "--dir",
              scratch.path("data"),
              "--json",
              json)) {
        running.awaitError("42");
        Scratch.assume(!signal.equals("INT") || !running.ignores(SIGINT), "SIGINT is ignored here");
        long sent = System.nanoTime();
        running.signal(signal);
        Outcome outcome = running.outcome();
        assertTrue(System.nanoTime() - sent < SOON_NANOS, outcome::toString);
        assertNotEquals(0, outcome.status(), outcome::toString);
        assertTrue(outcome.err().contains("interrupted"), outcome::toString);
        assertTrue(outcome.out().contains("INVALID"), outcome::toString);
      }
      Result result = Result.read(json);
      assertFalse(result.valid());
      assertTrue(result.problems().contains("interrupted"), result.problems());
      assertTrue(result.ops("drop") > 0);
    }
  }

  @Test
  void aSignalEndsJsonOnStdoutWithOneDocument() throws IOException {
    try (Scratch scratch = Scratch.create();
        WmlProcess running =
            WmlProcess.start(
                scratch.root(),
                "run",
                scratch.workload("a.wml", MIX),
                "--dir",
                scratch.path("data"),
                "--json",
                "-")) {
      running.awaitError("42");
      running.signal("TERM");
      Outcome outcome = running.outcome();
      assertNotEquals(0, outcome.status(), outcome::toString);
      assertFalse(Result.parse(outcome.out()).valid());
    }
  }

  @Test
  void aSignalEndsACreation() throws IOException {
    try (Scratch scratch = Scratch.on(Place.TMPFS)) {
      Path file = scratch.workload("a.wml", MIX);
      Path data = scratch.path("data");
      try (WmlProcess running =
          WmlProcess.start(scratch.root(), "run", file, "--dir", data, "-D", "entries=1000000")) {
        running.awaitWhileRunning(
            "the first files", () -> Files.exists(data.resolve("d/data/00000001")));
        running.signal("TERM");
        Outcome outcome = running.outcome();
        assertNotEquals(0, outcome.status(), outcome::toString);
        assertTrue(outcome.err().contains("interrupted"), outcome::toString);
        assertFalse(outcome.out().contains("VALID"), outcome::toString);
      }
      assertNextRunIsClean(scratch, data);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void killedWhileItBuildsTheNextRunCleansUp(Place place) throws IOException {
    try (Scratch scratch = Scratch.on(place)) {
      Path file = scratch.workload("a.wml", MIX);
      Path data = scratch.path("data");
      try (WmlProcess running =
          WmlProcess.start(scratch.root(), "run", file, "--dir", data, "-D", "entries=100000")) {
        running.awaitWhileRunning(
            "the first files", () -> Files.exists(data.resolve("d/data/00000002")));
        running.signal("KILL");
        assertEquals(137, running.outcome().status());
      }
      assertFalse(BadInputTest.isComplete(data.resolve("d")), "it was not killed early enough");
      assertNextRunIsClean(scratch, data);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void killedWhileItRunsTheNextRunCleansUp(Place place) throws IOException {
    try (Scratch scratch = Scratch.on(place)) {
      Path file = scratch.workload("a.wml", MIX);
      Path data = scratch.path("data");
      try (WmlProcess running = WmlProcess.start(scratch.root(), "run", file, "--dir", data)) {
        running.awaitError("42");
        running.signal("KILL");
        assertEquals(137, running.outcome().status());
      }
      assertNextRunIsClean(scratch, data);
    }
  }

  /** The next run over what was left has the tree of a run in a new place. */
  private static void assertNextRunIsClean(Scratch scratch, Path data) throws IOException {
    Path look =
        scratch.workload(
            "look.wml",
            """
            define fileset name=data,path=/d,entries=300,dirwidth=7,size=2k,prealloc
            define process name=p { thread name=t { flowop statfile name=s,filesetname=data } }
            run 50
            """);
    for (Path directory : new Path[] {data, scratch.path("fresh")}) {
      Outcome outcome =
          WmlProcess.run(scratch.root(), "run", look, "--dir", directory, "--runtime", "0.1s");
      assertEquals(0, outcome.status(), outcome::toString);
    }
    Map<String, Long> fresh = Scratch.tree(scratch.path("fresh"));
    assertEquals(300, fresh.values().stream().filter(size -> size == 2048).count());
    assertEquals(fresh.keySet(), Scratch.tree(data).keySet());
    assertEquals(fresh, Scratch.tree(data));
    assertEquals(
        1, Scratch.tree(data.resolve("d/.wml")).size(), "a temporary manifest was left behind");
  }
}
