package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is removed, and what is not whatever happens. */
final class FilesetSafetyTest extends StoreBed {
  @Test
  void rebuildsItsOwnTree() throws IOException {
    LaidOutFileset before = materialised(plan("a"));
    Path stray = path(before, 3).resolveSibling("stray");
    Files.createDirectories(stray.resolve("deep/er"));
    Files.writeString(stray.resolve("deep/file"), "x");
    assertStands(materialised(plan("a").files(40, 3)));
    assertFalse(Files.exists(stray));
  }

  @Test
  void refusesToTouchWhatItDidNotMake() throws IOException {
    Path foreign = Files.createDirectories(dir.resolve("a"));
    Files.writeString(foreign.resolve("thesis.tex"), "years");
    for (Plans plan : List.of(plan("a"), plan("a").reused(false), plan("a").reused(true))) {
      FilesetException refused = assertThrows(FilesetException.class, () -> materialised(plan));
      assertTrue(refused.toString().contains("'" + foreign + "' exists and was not made by wml"));
      assertTrue(refused.toString().contains("remove it yourself, or choose another --dir"));
    }
    assertEquals("years", Files.readString(foreign.resolve("thesis.tex")));
    assertEquals(2, countBelow(foreign));
    assertFalse(Files.exists(dir.resolve(Manifest.FOLDER)), "not even a manifest");
  }

  @Test
  void refusesADirectoryThatTookTheTreesPlace() throws IOException {
    materialised(plan("a"));
    Files.move(dir.resolve("a"), dir.resolve("moved away"));
    Path foreign = Files.createDirectory(dir.resolve("a"));
    Files.writeString(foreign.resolve("thesis.tex"), "years");
    assertThrows(FilesetException.class, () -> materialised(plan("a")));
    assertThrows(FilesetException.class, () -> materialised(plan("a").reused(true)));
    assertEquals("years", Files.readString(foreign.resolve("thesis.tex")));
  }

  @Test
  void refusesAFileOrLinkInPlaceOfTheRoot() throws IOException {
    Path outside = Files.createDirectory(dir.resolve("outside"));
    Files.writeString(dir.resolve("file"), "x");
    Files.createSymbolicLink(dir.resolve("link"), outside);
    assertThrows(FilesetException.class, () -> materialised(plan("file")));
    FilesetException refused =
        assertThrows(FilesetException.class, () -> materialised(plan("link")));
    assertTrue(refused.toString().contains("is a symbolic link"), refused.toString());
    assertEquals("x", Files.readString(dir.resolve("file")));
    assertEquals(1, countBelow(outside));
  }

  @Test
  void takesAnEmptyDirectory() throws IOException {
    Files.createDirectory(dir.resolve("a"));
    assertStands(materialised(plan("a")));
  }

  /** Filebench D11: a path "…/fb l" deleted the unrelated directory "…/fb". */
  @Test
  void oddNamesHarmNoNeighbour() throws IOException {
    Path neighbour = Files.createDirectories(dir.resolve("fb"));
    Files.writeString(neighbour.resolve("data"), "precious");
    for (String odd : List.of("fb l", "fb *", "fb'; rm -rf fb; '", "fb\"$(x)\"", "-rf", "f\nb")) {
      Plans plan = plan("set " + odd).at(dir.resolve(odd).toString());
      Path stray = path(materialised(plan), 0).resolveSibling(odd + " ; stray");
      Files.writeString(stray, "x");
      assertStands(materialised(plan));
    }
    assertEquals("precious", Files.readString(neighbour.resolve("data")));
    assertEquals(2, countBelow(neighbour));
  }

  @Test
  void linksInATreeAreRemovedAsNames() throws IOException {
    Path outside = Files.createDirectories(dir.resolve("outside/deeper"));
    Files.writeString(outside.resolve("data"), "precious");
    LaidOutFileset before = materialised(plan("a"));
    Path inner = path(before, 0);
    Files.createSymbolicLink(inner.resolveSibling("link"), outside.getParent());
    Files.createSymbolicLink(Path.of(before.root()).resolve("link"), outside.getParent());
    Files.createSymbolicLink(inner.resolveSibling("dangling"), dir.resolve("nowhere"));
    assertStands(materialised(plan("a")));
    assertEquals("precious", Files.readString(outside.resolve("data")));
  }

  @Test
  void cancelledBuildIsCleanedUpByTheNext() throws IOException {
    LaidOutFileset large = laidOut(plan("a").files(5000, 20));
    FilesetStore.Progress stop =
        new FilesetStore.Progress() {
          private volatile boolean enough;

          @Override
          public void made(long done, long total, long bytes) {
            enough = done > 1000;
          }

          @Override
          public boolean cancelled() {
            return enough;
          }
        };
    InterruptedIOException stopped =
        assertThrows(
            InterruptedIOException.class, () -> FilesetStore.materialise(large, posix, stop));
    assertTrue(stopped.toString().contains("was stopped"));
    assertTrue(countBelow(dir.resolve("a")) > 1000);
    assertTrue(countBelow(dir.resolve("a")) < 5000);
    assertStands(materialised(plan("a")));
  }

  /** The states that a kill can leave, one after the other. */
  @Test
  void everyStateOfAKilledBuildIsOurs() throws IOException {
    materialised(plan("a"));
    Path manifest = dir.resolve(".wml/a.manifest");
    String complete = Files.readString(manifest);
    Files.writeString(manifest, complete.replace("state complete", "state building"));
    assertStands(materialised(plan("a")));
    assertEquals(complete, Files.readString(manifest));
    String planned = complete.replaceAll("inode .*", "inode 0").replace("complete", "planned");
    try (Stream<Path> walk = Files.walk(dir.resolve("a"))) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.writeString(manifest, planned);
    Files.writeString(dir.resolve(".wml/a.manifest.new"), "half a mani");
    assertStands(materialised(plan("a")));
    Files.delete(path(laidOut(plan("a")), 5));
    Files.writeString(manifest, Files.readString(manifest).replace("complete", "planned"));
    assertThrows(FilesetException.class, () -> materialised(plan("a")), "root was not empty then");
  }

  @Test
  void unreadableManifestIsRefused() throws IOException {
    materialised(plan("a"));
    Files.writeString(dir.resolve(".wml/a.manifest"), "wml-fileset 2\n");
    assertThrows(FilesetException.class, () -> materialised(plan("a")));
    assertEquals(100, laidOut(plan("a")).fileCount());
    assertTrue(countBelow(dir.resolve("a")) > 100);
  }

  @Test
  void namesOfManifestsNeverMeet() {
    List<String> names =
        List.of("a", "A", "a b", "a%20b", "a/b", "a%2Fb", ".a", "%2Ea", "é", "x".repeat(300));
    assertEquals(names.size(), names.stream().map(Manifest::fileName).distinct().count());
    assertTrue(
        names.stream().map(Manifest::fileName).allMatch(n -> n.matches("[!-~&&[^/]]{1,240}")));
  }
}
