package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Deployment;
import wml.api.target.FilePath;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.targets.posix.PosixTarget;

/** On a real file system, since most of this is about what else may be there. */
final class FilesetStoreTest {
  private static final long SEED = 11;

  @TempDir private Path dir;
  private Deployment posix;

  @BeforeEach
  void deploy() throws IOException {
    PosixTarget target = new PosixTarget();
    posix = target.deploy(Options.resolve(target.info(), Map.of()), new Scope(SEED, note -> {}));
  }

  @AfterEach
  void undeploy() throws IOException {
    posix.close();
  }

  private static LaidOutFileset laidOut(Plans plan) {
    return FilesetBuilder.layOut(List.of(plan.plan()), SEED, true).get(0);
  }

  private LaidOutFileset materialised(Plans plan) throws IOException {
    LaidOutFileset fileset = laidOut(plan);
    FilesetStore.materialise(fileset, posix, FilesetStore.Progress.NONE);
    return fileset;
  }

  private Plans plan(String name) {
    return Plans.named(name).at(dir.toString()).files(100, 10).size(Plans.gammaSize(5000));
  }

  private static Path path(LaidOutFileset fileset, int file) {
    FilePath path = new FilePath();
    fileset.files().path(file, path);
    return Path.of(path.toString());
  }

  private static long countBelow(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.count();
    }
  }

  private static void assertStands(LaidOutFileset fileset) throws IOException {
    int existing = 0;
    for (int file = 0; file < fileset.fileCount(); file++) {
      Path path = path(fileset, file);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        existing++;
        assertEquals(fileset.sizeBytes(file), Files.size(path), path.toString());
      }
    }
    assertEquals(fileset.preallocatedFiles(), existing);
    assertEquals(existing, fileset.files().existing());
    assertEquals(
        fileset.directoryCount() + fileset.leafDirectories().existing() + existing,
        countBelow(Path.of(fileset.root())),
        "and nothing else");
  }

  @Test
  void buildsTheWholeTreeAndMissingParents() throws IOException {
    LaidOutFileset fileset = materialised(plan("a").at(dir + "/some/where"));
    assertEquals(100, fileset.files().existing());
    assertStands(fileset);
  }

  @Test
  void buildsTheSameWithManyThreads() throws IOException {
    AtomicLong last = new AtomicLong();
    LaidOutFileset fileset = laidOut(plan("a").files(3000, 1).leaves(2500));
    FilesetStore.materialise(fileset, posix, (done, total, bytes) -> last.set(total - done));
    assertStands(fileset);
    assertEquals(2500, fileset.leafDirectories().existing());
    assertEquals(0, last.get(), "progress ends at the total");
    materialised(plan("a").files(2500, 5));
    assertStands(materialised(plan("a").files(2500, 5)));
  }

  @Test
  void preallocatesAboutThePercentageAskedFor() throws IOException {
    LaidOutFileset fileset = materialised(plan("a").files(1000, 10).prealloc(80));
    assertTrue(Math.abs(fileset.preallocatedFiles() - 800) < 60);
    assertStands(fileset);
    LaidOutFileset leaves = materialised(plan("b").files(0, 10).leaves(1000).prealloc(20));
    assertTrue(Math.abs(leaves.leafDirectories().existing() - 200) < 60);
    assertStands(leaves);
    assertStands(materialised(plan("c").prealloc(0)));
  }

  @Test
  void contentsAreSeededAndNeitherZeroNorRepeated() throws IOException {
    Plans large = plan("a").files(2, 10).size(Plans.whole((1 << 20) + 12_345));
    LaidOutFileset fileset = materialised(large);
    byte[] first = Files.readAllBytes(path(fileset, 0));
    byte[] second = Files.readAllBytes(path(fileset, 1));
    Set<String> blocks = new HashSet<>();
    for (byte[] bytes : List.of(first, second)) {
      for (int at = 0; at + 4096 <= bytes.length; at += 4096) {
        byte[] block = Arrays.copyOfRange(bytes, at, at + 4096);
        assertTrue(blocks.add(Tree.sha256(block)), "block repeated");
        int zeros = 0;
        for (byte b : block) {
          zeros += b == 0 ? 1 : 0;
        }
        assertTrue(zeros < 64, "random bytes are zero once in 256");
      }
    }
    assertArrayEquals(first, Files.readAllBytes(path(materialised(large), 0)));
  }

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
    assertThrows(FilesetException.class, () -> materialised(plan("link")));
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
    Files.writeString(manifest, planned);
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
  void failureNamesPathCauseAndRemedy() throws IOException {
    Files.writeString(dir.resolve("file"), "x");
    FilesetException failed =
        assertThrows(FilesetException.class, () -> materialised(plan("a").at(dir + "/file")));
    assertTrue(failed.toString().contains(dir + "/file"), failed.toString());
    assertTrue(failed.toString().contains("ENOTDIR"), failed.toString());
    assertTrue(failed.remedy().contains("choose another --dir"), failed.remedy());
  }

  @Test
  void reuseKeepsWhatFitsAndMendsTheRest() throws IOException {
    Plans plan = plan("a").size(Plans.whole(3000)).prealloc(50);
    LaidOutFileset before = materialised(plan);
    int kept = before.files().pinNext();
    int shorter = before.files().pinNext();
    int longer = before.files().pinNext();
    int gone = before.files().pinNext();
    int extra = before.files().claimMissing();
    byte[] longerBytes = Files.readAllBytes(path(before, longer));
    Files.writeString(path(before, kept), "k".repeat(3000));
    Files.writeString(path(before, shorter), "s".repeat(2999));
    Files.write(path(before, longer), Arrays.copyOf(longerBytes, 4000));
    Files.delete(path(before, gone));
    Files.writeString(path(before, extra), "e".repeat(10));
    LaidOutFileset after = materialised(plan.reused(false));
    assertEquals("k".repeat(3000), Files.readString(path(after, kept)));
    assertArrayEquals(longerBytes, Files.readAllBytes(path(after, longer)));
    assertNotEquals('s', Files.readAllBytes(path(after, shorter))[2000]);
    for (int file : List.of(kept, shorter, longer, gone, extra)) {
      assertEquals(3000, Files.size(path(after, file)));
    }
    assertEquals(before.preallocatedFiles() + 1, after.files().existing());
    assertEquals(extra, after.files().pinNear(extra));
  }

  @Test
  void reuseThatFitsChangesNothing() throws IOException {
    materialised(plan("a"));
    Path manifest = dir.resolve(".wml/a.manifest");
    Object before = Files.getAttribute(manifest, "unix:ino");
    assertStands(materialised(plan("a").reused(false)));
    assertEquals(before, Files.getAttribute(manifest, "unix:ino"), "not even the manifest");
  }

  @Test
  void reuseFollowsNoLink() throws IOException {
    Path outside = Files.writeString(dir.resolve("outside"), "precious");
    LaidOutFileset before = materialised(plan("a"));
    Files.delete(path(before, 2));
    Files.createSymbolicLink(path(before, 2), outside);
    assertThrows(FilesetException.class, () -> materialised(plan("a").reused(false)));
    assertEquals("precious", Files.readString(outside));
  }

  @Test
  void trustLooksAtNothingButTheManifest() throws IOException {
    LaidOutFileset before = materialised(plan("a"));
    Files.delete(path(before, 7));
    LaidOutFileset trusted = materialised(plan("a").reused(true));
    assertEquals(100, trusted.files().existing());
    assertFalse(Files.exists(path(trusted, 7)));
    assertStands(materialised(plan("a").files(101, 10).reused(true)));
  }

  @Test
  void trustIsLostOnceAReuseBegins() throws IOException {
    LaidOutFileset before = materialised(plan("a"));
    Files.delete(path(before, 7));
    Files.delete(path(before, 50));
    Files.createDirectory(path(before, 50));
    assertThrows(FilesetException.class, () -> materialised(plan("a").reused(false)));
    assertTrue(Files.readString(dir.resolve(".wml/a.manifest")).contains("building"));
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
