package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/** What every target promises of names, directories and sessions. */
abstract class NamespaceConformance extends DataConformance {
  /** More than one buffer of directory entries holds on any system. */
  private static final int MANY_ENTRIES = 3000;

  private static final List<String> UNUSUAL_NAMES =
      List.of(
          "two words",
          " ",
          "it's",
          "\"quoted\"",
          "$dollar",
          "back\\slash",
          "-rf",
          "*",
          "a;b",
          "line\nbreak",
          "x".repeat(200));
  private static final List<String> UNICODE_NAMES = List.of("grüß", "日本", "💾");

  private static final int THREADS = 4;
  private static final int FILES_PER_THREAD = 50;

  @Test
  final void statTellsFilesDirectoriesAndNothingApart() throws IOException {
    needsData();
    make("f", 1234);
    session().createDirectory(path("d"));
    FileStat stat = new FileStat();
    assertTrue(session().stat(path("f"), stat));
    assertEquals(FileStat.Type.FILE, stat.type);
    assertEquals(1234, stat.sizeBytes);
    assertEquals(1, stat.links);
    long inode = stat.inode;
    assertTrue(session().stat(path("d"), stat));
    assertTrue(stat.isDirectory());
    assertNotEquals(inode, stat.inode);
    assertNotEquals(0, stat.mode & 0700);
  }

  @Test
  final void statOfWhatIsMissingIsFalse() throws IOException {
    FileStat stat = new FileStat();
    assertFalse(session().stat(path("missing"), stat));
    assertFalse(session().stat(path("missing/deeper"), stat));
  }

  @Test
  final void listNamesEachEntryOnce() throws IOException {
    needsData();
    assertEquals(Map.of(), list(directory()));
    Map<String, Boolean> expected = new TreeMap<>();
    for (int i = 0; i < MANY_ENTRIES; i++) {
      String name = "entry-with-a-long-name-" + i;
      boolean isDirectory = i % 10 == 0;
      if (isDirectory) {
        session().createDirectory(path(name));
      } else {
        open(name, NEW).close();
      }
      expected.put(name, isDirectory);
    }
    assertEquals(expected, list(directory()));
  }

  @Test
  final void listOfMissingDirectoryFails() {
    needsData();
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> session().list(missing, (utf8, n, dir) -> {}));
  }

  @Test
  final void unusualNamesAreKept() throws IOException {
    needsData();
    List<String> names = new ArrayList<>(UNUSUAL_NAMES);
    if (keepsUnicodeNames()) {
      names.addAll(UNICODE_NAMES);
    }
    Map<String, Boolean> expected = new TreeMap<>();
    for (String name : names) {
      make(name, 10);
      expected.put(name, false);
      assertTrue(session().stat(path(name), new FileStat()), name);
    }
    assertEquals(expected, list(directory()));
    for (String name : names) {
      session().remove(path(name));
    }
    assertEquals(Map.of(), list(directory()));
  }

  @Test
  final void dotsAndRepeatedSlashesInPathsAreFollowed() throws IOException {
    needsData();
    session().createDirectory(path("d"));
    make("d/f", 77);
    FileStat stat = new FileStat();
    for (String way : List.of("d//f", "./d/./f", "d/../d/f", "d/../../" + lastName() + "/d/f")) {
      assertTrue(session().stat(path(way), stat), way);
      assertEquals(77, stat.sizeBytes, way);
    }
  }

  private String lastName() {
    String text = directory().toString();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  @Test
  final void directoryIsCreatedOnceAndNeedsItsParent() throws IOException {
    needsData();
    FilePath d = path("d");
    session().createDirectory(d);
    assertFails(ErrorKind.EEXIST, d, () -> session().createDirectory(d));
    make("f", 1);
    FilePath f = path("f");
    assertFails(ErrorKind.EEXIST, f, () -> session().createDirectory(f));
    FilePath orphan = path("missing/d");
    assertFails(ErrorKind.ENOENT, orphan, () -> session().createDirectory(orphan));
  }

  @Test
  final void onlyEmptyDirectoriesAreRemoved() throws IOException {
    needsData();
    FilePath d = path("d");
    session().createDirectory(d);
    make("d/f", 1);
    assertFails(ErrorKind.ENOTEMPTY, d, () -> session().removeDirectory(d));
    session().remove(path("d/f"));
    session().removeDirectory(d);
    assertFalse(session().stat(d, new FileStat()));
    assertFails(ErrorKind.ENOENT, d, () -> session().removeDirectory(d));
    assertFails(ErrorKind.ENOENT, d, () -> session().remove(d));
  }

  @Test
  final void renameMovesAFile() throws IOException {
    needsData();
    make("from", 3000);
    session().createDirectory(path("d"));
    session().rename(path("from"), path("d/to"));
    assertFalse(session().stat(path("from"), new FileStat()));
    try (FileHandle file = open("d/to", OpenMode.READ)) {
      assertHolds(file, pattern(3000, "from".hashCode()), 3000, 0);
    }
    assertEquals(Map.of("to", false), list(path("d")));
  }

  @Test
  final void renameReplacesAFile() throws IOException {
    needsData();
    make("a", 100);
    make("b", 200);
    session().rename(path("a"), path("b"));
    assertEquals(Map.of("b", false), list(directory()));
    try (FileHandle file = open("b", OpenMode.READ)) {
      assertEquals(100, size(file));
    }
    session().rename(path("b"), path("b"));
    assertEquals(Map.of("b", false), list(directory()));
  }

  @Test
  final void renameMovesADirectoryWithWhatIsInIt() throws IOException {
    needsData();
    session().createDirectory(path("a"));
    session().createDirectory(path("b"));
    make("a/f", 5);
    session().rename(path("a"), path("b/c"));
    assertTrue(session().stat(path("b/c/f"), new FileStat()));
    assertTrue(session().stat(path("b/c/../../b/c/f"), new FileStat()));
  }

  @Test
  final void impossibleRenamesFail() throws IOException {
    needsData();
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> session().rename(missing, path("x")));
    session().createDirectory(path("d"));
    FilePath into = path("d/inside");
    assertEquals(
        ErrorKind.EINVAL,
        assertThrows(TargetException.class, () -> session().rename(path("d"), into)).kind());
    assertTrue(session().stat(path("d"), new FileStat()));
  }

  @Test
  final void sessionsOnOtherThreadsSeeEachOthersFiles() throws Exception {
    needsData();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> makers = new ArrayList<>();
      List<Callable<Void>> checkers = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int mine = t;
        makers.add(() -> makeFiles(mine));
        checkers.add(() -> checkFiles((mine + 1) % THREADS));
      }
      for (List<Callable<Void>> phase : List.of(makers, checkers)) {
        for (Future<Void> done : pool.invokeAll(phase, 1, TimeUnit.MINUTES)) {
          done.get();
        }
      }
    }
    assertEquals(THREADS * FILES_PER_THREAD, list(directory()).size());
  }

  private Void makeFiles(int thread) throws IOException {
    try (FileSystemSession mine =
        deployment().connect(new Identity("maker#0", "maker/" + thread))) {
      for (int i = 0; i < FILES_PER_THREAD; i++) {
        try (FileHandle file = mine.open(path(thread + "-" + i), NEW.exclusive())) {
          writeAll(file, pattern(6000, 1000L * thread + i), 6000, 0);
        }
      }
    }
    return null;
  }

  private Void checkFiles(int thread) throws IOException {
    try (FileSystemSession mine =
        deployment().connect(new Identity("checker#0", "checker/" + thread))) {
      for (int i = 0; i < FILES_PER_THREAD; i++) {
        try (FileHandle file = mine.open(path(thread + "-" + i), OpenMode.READ)) {
          assertHolds(file, pattern(6000, 1000L * thread + i), 6000, 0);
        }
      }
    }
    return null;
  }

  @Test
  final void exactlyOneOfSeveralExclusiveCreatesWins() throws Exception {
    needsData();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      for (int round = 0; round < 20; round++) {
        FilePath path = path("contested" + round);
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
          racers.add(() -> createExclusively(path.toString()));
        }
        int winners = 0;
        for (Future<Integer> racer : pool.invokeAll(racers, 1, TimeUnit.MINUTES)) {
          winners += racer.get();
        }
        assertEquals(1, winners);
      }
    }
  }

  private int createExclusively(String path) throws IOException {
    try (FileSystemSession mine = deployment().connect(Identity.COORDINATOR)) {
      mine.open(FilePath.of(path), NEW.exclusive()).close();
      return 1;
    } catch (TargetException e) {
      assertEquals(ErrorKind.EEXIST, e.kind());
      return 0;
    }
  }

  @Test
  final void describeTellsWhereThePathLives() throws IOException {
    assertFalse(deployment().describe(path("not/there/yet").toString()).facts().isEmpty());
  }

  private Map<String, Boolean> list(FilePath path) throws IOException {
    Map<String, Boolean> names = new TreeMap<>();
    int[] calls = new int[1];
    int count =
        session()
            .list(
                path,
                (utf8, length, isDirectory) -> {
                  calls[0]++;
                  names.put(new String(utf8, 0, length, StandardCharsets.UTF_8), isDirectory);
                });
    assertEquals(calls[0], count);
    assertEquals(count, names.size(), "a name was listed twice");
    return names;
  }
}
