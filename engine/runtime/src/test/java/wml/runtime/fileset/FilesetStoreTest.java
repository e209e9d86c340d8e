package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.targets.memory.MemoryTarget;
import wml.targets.memory.NullTarget;

/** What is built, and what reuse keeps. */
final class FilesetStoreTest extends StoreBed {
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

  private static boolean canOpen(Path device) {
    try {
      Files.newByteChannel(device).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Only opened for reading and looked at; skipped where there is no such device. */
  @Test
  void blockDeviceIsTakenAsItIs() throws IOException {
    Path device = Path.of("/dev/vda");
    Assumptions.assumeTrue(canOpen(device));
    Plans disk = Plans.named("vda").at("/dev").size(Plans.whole(1 << 30));
    LaidOutFileset raw = materialised(disk.singleFile());
    assertTrue(raw.isDevice());
    assertEquals(1, raw.files().existing());
    assertEquals(device, path(raw, raw.files().pinNext()));
    assertTrue(raw.sizeBytes(0) > 0);
    assertEquals(0, raw.directories().existing());
    assertThrows(FilesetException.class, () -> materialised(disk.files(2, 10)));
  }

  @Test
  void buildsOnATargetWithoutInodesOrMemory() throws IOException {
    NullTarget target = new NullTarget();
    LaidOutFileset fileset = laidOut(plan("a").files(3000, 20).leaves(10));
    try (Deployment nothing =
        target.deploy(Options.resolve(target.info(), Map.of()), new Scope(1, note -> {}))) {
      FilesetStore.materialise(fileset, nothing, FilesetStore.Progress.NONE);
    }
    assertEquals(3000, fileset.files().existing());
    assertEquals(10, fileset.leafDirectories().existing());
  }

  @Test
  void fullTargetIsReportedAndTheRestReplacedByTheNextBuild() throws IOException {
    MemoryTarget target = new MemoryTarget();
    Options limited = Options.resolve(target.info(), Map.of("limit", "4m"));
    Plans large = plan("a").at("/t").files(3000, 20).size(Plans.whole(4096));
    try (Deployment memory = target.deploy(limited, new Scope(1, note -> {}))) {
      FilesetException full =
          assertThrows(
              FilesetException.class,
              () -> FilesetStore.materialise(laidOut(large), memory, FilesetStore.Progress.NONE));
      assertTrue(full.toString().contains("ENOSPC"), full.toString());
      assertTrue(full.remedy().contains("free space"), full.remedy());
      LaidOutFileset small = laidOut(large.files(500, 20));
      FilesetStore.materialise(small, memory, FilesetStore.Progress.NONE);
      assertEquals(500, small.files().existing());
    }
  }
}
