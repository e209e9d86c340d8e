package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import wml.api.target.Capability;
import wml.api.target.Capability.Preallocation.Mode;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/** What capabilities promise that deal with ranges of open files. */
abstract class RangeCapabilityConformance extends NamespaceConformance {
  private static final int PAGE = 4096;

  @Test
  final void reservingSpaceKeepsWhatWasWritten() throws Throwable {
    needsData();
    Capability.Preallocation space = needs(Capability.Preallocation.class);
    IoBuffer pattern = pattern(5000, 1);
    try (FileHandle file = open("f", NEW)) {
      writeAll(file, pattern, 5000, 0);
      supported(() -> space.allocate(file, Mode.DEFAULT, 0, 20_000));
      assertEquals(20_000, size(file));
      assertHolds(file, pattern, 5000, 0);
      assertZeros(file, 15_000, 5000);
    }
  }

  @Test
  final void spaceBehindTheEndIsNotSeen() throws Throwable {
    needsData();
    Capability.Preallocation space = needs(Capability.Preallocation.class);
    IoBuffer pattern = pattern(5000, 1);
    try (FileHandle file = open("f", NEW)) {
      writeAll(file, pattern, 5000, 0);
      supported(() -> space.allocate(file, Mode.KEEP_SIZE, 0, 100_000));
      assertEquals(5000, size(file));
      writeAll(file, pattern, 100, 50_000);
      assertHolds(file, pattern, 5000, 0);
      assertZeros(file, 45_000, 5000);
      assertHolds(file, pattern, 100, 50_000);
    }
  }

  @Test
  final void holesAndZeroedRangesReadAsZeros() throws Throwable {
    needsData();
    Capability.Preallocation space = needs(Capability.Preallocation.class);
    IoBuffer pattern = pattern(5 * PAGE, 1);
    for (Mode mode : new Mode[] {Mode.PUNCH_HOLE, Mode.ZERO_RANGE}) {
      try (FileHandle file = open(mode.name(), NEW)) {
        writeAll(file, pattern, 5 * PAGE, 0);
        supported(() -> space.allocate(file, mode, 1000, 3 * PAGE));
        assertEquals(5 * PAGE, size(file));
        assertHolds(file, pattern, 1000, 0);
        assertZeros(file, 3 * PAGE, 1000);
        IoBuffer rest = filled(PAGE, 0);
        assertEquals(PAGE, readAll(file, rest, PAGE, 4 * PAGE));
        long differs = rest.memory().mismatch(pattern.memory().asSlice(4 * PAGE, PAGE));
        assertEquals(-1, differs, "what lies behind changed");
        space.allocate(file, mode, 5 * PAGE, PAGE);
        assertEquals(mode == Mode.ZERO_RANGE ? 6 * PAGE : 5 * PAGE, size(file));
      }
    }
  }

  @Test
  final void impossiblePreallocationFails() throws IOException {
    needsData();
    Capability.Preallocation space = needs(Capability.Preallocation.class);
    make("f", 10);
    try (FileHandle file = open("f", OpenMode.READ_WRITE);
        FileHandle readOnly = open("f", OpenMode.READ)) {
      assertFails(ErrorKind.EINVAL, path("f"), () -> space.allocate(file, Mode.DEFAULT, 0, 0));
      assertFails(ErrorKind.EINVAL, path("f"), () -> space.allocate(file, Mode.DEFAULT, -1, 5));
      assertFails(ErrorKind.EBADF, path("f"), () -> space.allocate(readOnly, Mode.DEFAULT, 0, 5));
      assertEquals(10, size(file));
    }
  }

  @Test
  final void vectorsMoveTheirPartsInOrder() throws IOException {
    Capability.VectorIo vectors = needs(Capability.VectorIo.class);
    IoBuffer pattern = pattern(10_000, 1);
    try (FileHandle file = open("f", NEW)) {
      IoVector parts = new IoVector(7);
      assertEquals(10_000, vectors.write(file, parts.over(pattern, 10_000), 500));
      needsData();
      assertHolds(file, pattern, 10_000, 500);
      IoBuffer read = filled(10_000, 0);
      assertEquals(10_000, vectors.read(file, parts.over(read, 10_000), 500));
      assertSame(pattern, read, 10_000);
      assertEquals(100, vectors.read(file, parts.over(read, 10_000), 10_400));
      assertEquals(FileHandle.END, vectors.read(file, parts.over(read, 100), 10_500));
      assertEquals(0, vectors.read(file, parts.over(read, 0), 10_500));
    }
  }

  @Test
  final void vectorsNeedAFileThatIsOpenForThem() throws IOException {
    needsData();
    Capability.VectorIo vectors = needs(Capability.VectorIo.class);
    make("f", 10);
    IoVector parts = new IoVector(2).over(filled(10, 0), 10);
    try (FileHandle reading = open("f", OpenMode.READ);
        FileHandle writing = open("f", OpenMode.WRITE)) {
      assertFails(ErrorKind.EBADF, path("f"), () -> vectors.read(writing, parts, 0));
      assertFails(ErrorKind.EBADF, path("f"), () -> vectors.write(reading, parts, 0));
    }
  }

  @Test
  final void rangesAreCopied() throws Throwable {
    Capability.CopyRange copies = needs(Capability.CopyRange.class);
    IoBuffer pattern = pattern(200_000, 1);
    try (FileHandle from = open("from", NEW);
        FileHandle to = open("to", NEW)) {
      writeAll(from, pattern, 200_000, 0);
      supported(() -> copies.copy(from, 0, to, 300, 1));
      long done = 0;
      while (done < 200_000) {
        long copied = copies.copy(from, done, to, 300 + done, 200_000 - done);
        assertTrue(copied > 0 && copied <= 200_000 - done, copied + " at " + done);
        done += copied;
      }
      needsData();
      assertHolds(to, pattern, 200_000, 300);
      assertZeros(to, 300, 0);
      assertEquals(0, copies.copy(from, 200_000, to, 0, 100));
      assertEquals(50, copies.copy(from, 199_950, to, 0, 100));
    }
  }

  @Test
  final void copyingNeedsFilesThatAreOpenForIt() throws IOException {
    needsData();
    Capability.CopyRange copies = needs(Capability.CopyRange.class);
    make("f", 10);
    make("g", 10);
    try (FileHandle f = open("f", OpenMode.READ);
        FileHandle g = open("g", OpenMode.READ)) {
      TargetException e = assertThrows(TargetException.class, () -> copies.copy(f, 0, g, 0, 5));
      assertEquals(ErrorKind.EBADF, e.kind());
    }
  }

  @Test
  final void mappingAndFileAreTheSameBytes() throws IOException {
    Capability.MemoryMapping maps = needs(Capability.MemoryMapping.class);
    IoBuffer pattern = pattern(10_000, 1);
    IoBuffer other = pattern(3000, 2);
    try (FileHandle file = open("f", NEW)) {
      writeAll(file, pattern, 10_000, 0);
      try (Capability.Mapping mapping = maps.map(file, 10_000, true)) {
        assertEquals(10_000, mapping.sizeBytes());
        IoBuffer read = filled(10_000, 0);
        assertEquals(10_000, mapping.read(read, 10_000, 0));
        assertEquals(3000, mapping.write(other, 3000, 5000));
        mapping.sync();
        if (keepsData()) {
          assertSame(pattern, read, 10_000);
          assertHolds(file, other, 3000, 5000);
          assertHolds(file, pattern, 5000, 0);
        }
        assertEquals(100, mapping.read(read, 500, 9900));
        assertEquals(FileHandle.END, mapping.read(read, 500, 10_000));
        assertEquals(FileHandle.END, mapping.read(read, 500, 20_000));
        assertEquals(0, mapping.read(read, 0, 20_000));
        assertEquals(100, mapping.write(other, 500, 9900));
        assertEquals(0, mapping.write(other, 500, 20_000));
      }
      needsData();
      assertEquals(10_000, size(file));
    }
  }

  @Test
  final void aMappingIsUsedAsItWasMade() throws IOException {
    needsData();
    Capability.MemoryMapping maps = needs(Capability.MemoryMapping.class);
    make("f", 100);
    IoBuffer buffer = filled(100, 1);
    try (FileHandle reading = open("f", OpenMode.READ);
        FileHandle both = open("f", OpenMode.READ_WRITE)) {
      assertFails(ErrorKind.EACCES, path("f"), () -> maps.map(reading, 100, true));
      assertFails(ErrorKind.EINVAL, path("f"), () -> maps.map(both, 0, true));
      Capability.Mapping mapping = maps.map(both, 100, false);
      assertFails(ErrorKind.EACCES, path("f"), () -> mapping.write(buffer, 10, 0));
      assertFails(ErrorKind.EINVAL, path("f"), () -> mapping.read(buffer, 10, -1));
      mapping.close();
      mapping.close();
      assertFails(ErrorKind.EBADF, path("f"), () -> mapping.read(buffer, 10, 0));
      assertFails(ErrorKind.EBADF, path("f"), mapping::sync);
    }
  }

  @Test
  final void exclusiveLockKeepsEveryOtherHandleOut() throws IOException {
    Capability.Locks locks = needs(Capability.Locks.class);
    make("f", 10);
    try (FileSystemSession other = deployment().connect(new Identity("p#0", "p#0/t#0"));
        FileHandle one = open("f", OpenMode.READ_WRITE);
        FileHandle two = open("f", OpenMode.READ_WRITE);
        FileHandle theirs = other.open(path("f"), OpenMode.READ_WRITE)) {
      assertTrue(locks.tryLock(one, 100, 50, true));
      assertTrue(locks.tryLock(one, 100, 50, true), "its own lock is not in its way");
      Capability.Locks theirLocks =
          Objects.requireNonNull(other.capability(Capability.Locks.class));
      assertFalse(theirLocks.tryLock(theirs, 149, 10, true));
      assertFalse(locks.tryLock(two, 90, 11, false));
      assertFalse(locks.tryLock(two, 0, 0, true));
      assertTrue(locks.tryLock(two, 150, 0, true), "from its end on nothing is locked");
      assertTrue(locks.tryLock(two, 90, 10, true));
      locks.unlock(one, 0, 0);
      assertTrue(locks.tryLock(two, 100, 50, true));
      locks.unlock(two, 0, 0);
      assertTrue(theirLocks.tryLock(theirs, 0, 0, true));
    }
  }

  @Test
  final void sharedLocksAdmitEachOtherAndChangeTheirKind() throws IOException {
    Capability.Locks locks = needs(Capability.Locks.class);
    make("f", 10);
    try (FileHandle one = open("f", OpenMode.READ_WRITE);
        FileHandle two = open("f", OpenMode.READ_WRITE)) {
      assertTrue(locks.tryLock(one, 0, 10, false));
      assertTrue(locks.tryLock(two, 0, 10, false));
      assertFalse(locks.tryLock(two, 0, 10, true));
      locks.unlock(one, 0, 10);
      assertTrue(locks.tryLock(two, 0, 10, true));
      assertFalse(locks.tryLock(one, 0, 10, false));
      assertTrue(locks.tryLock(two, 0, 10, false));
      assertTrue(locks.tryLock(one, 0, 10, false));
    }
  }

  @Test
  final void locksEndWithTheirHandleAndNeedItsMode() throws IOException {
    Capability.Locks locks = needs(Capability.Locks.class);
    make("f", 10);
    try (FileHandle two = open("f", OpenMode.READ_WRITE)) {
      FileHandle one = open("f", OpenMode.READ_WRITE);
      assertTrue(locks.tryLock(one, 0, 10, true));
      one.close();
      assertTrue(locks.tryLock(two, 0, 10, true));
    }
    try (FileHandle reading = open("f", OpenMode.READ);
        FileHandle writing = open("f", OpenMode.WRITE)) {
      assertFails(ErrorKind.EBADF, path("f"), () -> locks.tryLock(reading, 0, 1, true));
      assertFails(ErrorKind.EBADF, path("f"), () -> locks.tryLock(writing, 0, 1, false));
      locks.unlock(reading, 0, 0);
    }
  }
}
