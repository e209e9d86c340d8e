package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wml.e2e.Scratch.Place;
import wml.e2e.WmlProcess.Outcome;

/** What goes wrong is said: what, where and what to do; and nothing else comes to harm. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class BadInputTest {
  private static final String WORKLOAD =
      """
      define fileset name=data,path=/d,entries=20,dirwidth=5,size=16k,prealloc=50
      define process name=p { thread name=t,instances=2 {
        flowop createfile name=make,filesetname=data,fd=1
        flowop appendfile name=grow,iosize=16k,fd=1,iters=4
        flowop closefile name=shut,fd=1
        flowop statfile name=ask,filesetname=data
        flowop deletefile name=drop,filesetname=data
      } }
      run 30
      """;

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome run(Path directory) throws IOException {
    return WmlProcess.run(
        scratch.root(),
        "run",
        scratch.workload("test.wml", WORKLOAD),
        "--dir",
        directory,
        "--runtime",
        "1s");
  }

  private static void assertFailed(Outcome outcome, String... parts) {
    assertEquals(3, outcome.status(), outcome::toString);
    for (String part : parts) {
      assertTrue(outcome.err().contains(part), () -> "no '" + part + "' in " + outcome);
    }
    assertFalse(outcome.out().contains("VALID\n"), outcome::toString);
    assertFalse(outcome.err().contains("Exception"), outcome::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "statfile,statfil,test.wml:6:,did you mean 'statfile'",
    "iosize,iosiz,test.wml:4:,did you mean 'iosize'",
    "filesetname=data,filesetname=dat,test.wml:3:,data",
    "entries=20,entries=many,test.wml:1:,entries"
  })
  void aMistakeInTheFileIsShownWithItsPlaceAndAWayOut(
      String right, String wrong, String where, String hint) throws IOException {
    Outcome outcome =
        WmlProcess.run(
            scratch.root(),
            "run",
            scratch.workload("test.wml", WORKLOAD.replace(right, wrong)),
            "--dir",
            scratch.path("data"));
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains(where), outcome::toString);
    assertTrue(outcome.err().contains(hint), outcome::toString);
    assertFalse(Files.exists(scratch.path("data")));
  }

  @Test
  void anUnknownTargetIsNamedWithThoseThereAre() throws IOException {
    Outcome outcome =
        WmlProcess.run(
            scratch.root(), "run", scratch.workload("test.wml", WORKLOAD), "--target", "memry");
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("memry"), outcome::toString);
    assertTrue(outcome.err().contains("did you mean 'memory'"), outcome::toString);
  }

  @Test
  void aDirectoryBelowAFileIsRefused() throws IOException {
    Path file = Files.writeString(scratch.path("plain"), "text");
    Outcome outcome = run(file.resolve("below"));
    assertFailed(outcome, "fileset 'data'", file.toString(), "not a directory", "choose another");
    assertEquals("text", Files.readString(file));
  }

  @Test
  void aReadOnlyFileSystemIsRefused() throws IOException {
    Path mount = scratch.mountTmpfs("mnt", "ro,size=1m");
    assertFailed(run(mount), "fileset 'data'", "read-only file system", "writable");
  }

  @Test
  void aFullDiskWhileBuildingIsSaidAndTheNextRunCleansUp() throws IOException {
    Path mount = scratch.mountTmpfs("mnt", "size=10m,nr_inodes=10");
    assertFailed(run(mount), "fileset 'data'", "no space left", "free space");
  }

  @Test
  void filesetsThatDoNotFitAreRefusedBeforeAnythingIsWritten() throws IOException {
    Path mount = scratch.mountTmpfs("mnt", "size=100k");
    assertFailed(run(mount), "fileset 'data' needs", "100 KiB are free", "lower entries=");
    assertEquals(Map.of(), Scratch.tree(mount));
  }

  @Test
  void aFullDiskDuringTheRunIsSaidWithTheFlowop() throws IOException {
    Path mount = scratch.mountTmpfs("mnt", "size=1m");
    String text = WORKLOAD.replace("iters=4", "iters=100");
    Path file = scratch.workload("test.wml", text);
    Path json = scratch.path("r.json");
    Outcome outcome = WmlProcess.run(scratch.root(), "run", file, "--dir", mount, "--json", json);
    assertFailed(
        outcome, "test.wml:4:3", "flowop 'grow'", " s into the run", "no space left", "help: ");
    Result result = Result.read(json);
    assertFalse(result.valid());
    assertEquals("ENOSPC", result.json().path("errors").path(0).path("kind").asText());
    // the disk is still full of our files: the next run removes them
    Outcome next = run(mount);
    assertEquals(0, next.status(), next::toString);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aDirectoryThatVanishesEndsTheRun(Place place) throws IOException {
    try (Scratch other = Scratch.on(place)) {
      Path file = other.workload("test.wml", WORKLOAD);
      Path json = other.path("r.json");
      Path tree = other.path("data/d");
      try (WmlProcess running =
          WmlProcess.start(
              other.root(), "run", file, "--dir", other.path("data"), "--json", json)) {
        running.awaitWhileRunning("the complete tree", () -> isComplete(other.path("data/d")));
        boolean[] gone = new boolean[1];
        while (!gone[0] && !Files.exists(json)) {
          try {
            Scratch.remove(tree);
            gone[0] = !Files.exists(tree);
          } catch (IOException e) {
            // the run made a file meanwhile: again
          }
        }
        Outcome outcome = running.outcome();
        assertFailed(outcome, "test.wml:", "flowop '", " s into the run", "(ENOENT)", "help: ");
      }
      assertFalse(Result.read(json).valid());
      Outcome next =
          WmlProcess.run(
              other.root(), "run", file, "--dir", other.path("data"), "--runtime", "0.2s");
      assertEquals(0, next.status(), next::toString);
    }
  }

  static boolean isComplete(Path path) {
    try {
      return Files.readString(path.resolve(".wml/data.manifest")).contains("state complete");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void tooFewOpenFilesAreSaidWithTheLimit() throws IOException {
    Path file =
        scratch.workload(
            "test.wml",
            """
            define fileset name=data,path=/d,entries=400,dirwidth=10,size=1k,prealloc
            define process name=p { thread name=t,instances=4 {
              flowop read name=many,filesetname=data,opennext,iosize=1k
            } }
            run 2
            """);
    String line =
        "ulimit -n 64; exec '%s' run '%s' --dir '%s'"
            .formatted(WmlProcess.LAUNCHER, file, scratch.path("data"));
    try (WmlProcess limited =
        WmlProcess.command(scratch.root(), Map.of(), List.of("bash", "-c", line))) {
      assertFailed(limited.outcome(), "test.wml:3:3", "too many open files", "ulimit -n", "64 ");
    }
  }

  @Test
  void aDirectoryThatIsNotOursIsLeftAlone() throws IOException {
    Files.writeString(scratch.directory("data/d/data").resolve("mine"), "text");
    Outcome outcome = run(scratch.path("data"));
    assertFailed(outcome, "data/d/data", "not made by wml", "choose another");
    assertEquals(
        Map.of("d", -1L, "d/data", -1L, "d/data/mine", 4L), Scratch.tree(scratch.path("data")));
  }

  @Test
  void aLinkToElsewhereIsLeftAlone() throws IOException {
    Path mine = Files.writeString(scratch.directory("mine").resolve("file"), "text");
    Files.createSymbolicLink(scratch.directory("data/d").resolve("data"), scratch.path("mine"));
    assertFailed(run(scratch.path("data")), "symbolic link", "choose another");
    assertEquals("text", Files.readString(mine));
  }
}
