package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;

/** What every target promises of opening files and of the bytes in them. */
abstract class DataConformance extends ConformanceBed {
  @Test
  final void openOfMissingFileFails() {
    needsData();
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> session().open(missing, OpenMode.READ));
    FilePath deep = path("missing/file");
    assertFails(ErrorKind.ENOENT, deep, () -> session().open(deep, NEW));
  }

  @Test
  final void exclusiveCreateRefusesWhatIsThere() throws IOException {
    needsData();
    open("f", NEW.exclusive()).close();
    FilePath path = path("f");
    assertFails(ErrorKind.EEXIST, path, () -> session().open(path, NEW.exclusive()));
    open("f", NEW).close();
  }

  @Test
  final void openWithTruncateEmptiesTheFile() throws IOException {
    needsData();
    make("f", 5000);
    try (FileHandle file = open("f", OpenMode.READ_WRITE.truncate())) {
      assertEquals(0, size(file));
      assertEquals(FileHandle.END, file.read(filled(10, 1), 10, 0));
    }
  }

  @Test
  final void fileUsedAsDirectoryFails() throws IOException {
    needsData();
    make("f", 1);
    FilePath below = path("f/below");
    assertFails(ErrorKind.ENOTDIR, below, () -> session().open(below, NEW));
    assertFails(ErrorKind.ENOTDIR, below, () -> session().createDirectory(below));
    FilePath file = path("f");
    assertFails(ErrorKind.ENOTDIR, file, () -> session().list(file, (utf8, n, dir) -> {}));
    assertFails(ErrorKind.ENOTDIR, file, () -> session().removeDirectory(file));
  }

  @Test
  final void directoryUsedAsFileFails() {
    needsData();
    assertFails(
        ErrorKind.EISDIR, directory(), () -> session().open(directory(), OpenMode.READ_WRITE));
    assertFails(ErrorKind.EISDIR, directory(), () -> session().remove(directory()));
  }

  @Test
  final void whatWasWrittenIsRead() throws IOException {
    needsData();
    int length = 300_000;
    IoBuffer pattern = pattern(length, 1);
    try (FileHandle file = open("f", NEW)) {
      writeAll(file, pattern, length, 0);
      assertHolds(file, pattern, length, 0);
    }
    try (FileHandle file = open("f", OpenMode.READ)) {
      assertEquals(length, size(file));
      assertHolds(file, pattern, length, 0);
    }
  }

  @Test
  final void windowOfBufferIsWhatMoves() throws IOException {
    needsData();
    IoBuffer pattern = pattern(10_000, 2);
    try (FileHandle file = open("f", NEW)) {
      assertEquals(100, file.write(pattern.window(4321, 100), 100, 0));
      IoBuffer read = filled(10_000, 0);
      assertEquals(100, file.read(read.window(77, 100), 100, 0));
      assertEquals(
          -1, pattern.memory().asSlice(4321, 100).mismatch(read.memory().asSlice(77, 100)));
      assertEquals(0, read.memory().get(ValueLayout.JAVA_BYTE, 76));
      assertEquals(0, read.memory().get(ValueLayout.JAVA_BYTE, 177));
    }
  }

  @Test
  final void lengthBeyondTheBufferIsRefused() throws IOException {
    IoBuffer buffer = IoBuffer.allocate(4096);
    try (FileHandle file = open("f", NEW)) {
      assertThrows(IndexOutOfBoundsException.class, () -> file.read(buffer, 4097, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> file.write(buffer, 4097, 0));
    }
  }

  @Test
  final void holesReadAsZeros() throws IOException {
    needsData();
    IoBuffer pattern = pattern(1000, 3);
    try (FileHandle file = open("f", NEW)) {
      writeAll(file, pattern, 1000, 1_000_123);
      assertEquals(1_001_123, size(file));
      assertZeros(file, 1_000_123, 0);
      assertHolds(file, pattern, 1000, 1_000_123);
      writeAll(file, pattern, 1000, 50_000);
      assertZeros(file, 50_000, 0);
      assertHolds(file, pattern, 1000, 50_000);
      assertZeros(file, 949_123, 51_000);
    }
  }

  @Test
  final void readAtTheEndIsShortAndBeyondItIsEnd() throws IOException {
    needsData();
    make("f", 1000);
    try (FileHandle file = open("f", OpenMode.READ)) {
      IoBuffer buffer = filled(4096, 0);
      assertEquals(100, file.read(buffer, 4096, 900));
      assertEquals(FileHandle.END, file.read(buffer, 4096, 1000));
      assertEquals(FileHandle.END, file.read(buffer, 4096, 1_000_000));
    }
  }

  @Test
  final void overwriteChangesItsBytesOnly() throws IOException {
    needsData();
    make("f", 20_000);
    IoBuffer before = pattern(20_000, "f".hashCode());
    IoBuffer patch = pattern(5000, 4);
    try (FileHandle file = open("f", OpenMode.READ_WRITE)) {
      writeAll(file, patch, 5000, 7000);
      assertEquals(20_000, size(file));
      before.memory().asSlice(7000, 5000).copyFrom(patch.memory().asSlice(0, 5000));
      assertHolds(file, before, 20_000, 0);
    }
  }

  @Test
  final void truncateCutsAndExtendsWithZeros() throws IOException {
    needsData();
    make("f", 10_000);
    IoBuffer content = pattern(10_000, "f".hashCode());
    try (FileHandle file = open("f", OpenMode.READ_WRITE)) {
      file.truncate(1234);
      assertEquals(1234, size(file));
      file.truncate(200_000);
      assertEquals(200_000, size(file));
      assertHolds(file, content, 1234, 0);
      assertZeros(file, 198_766, 1234);
      file.truncate(0);
      assertEquals(FileHandle.END, file.read(filled(10, 0), 10, 0));
    }
  }

  @Test
  final void bothKindsOfSyncSucceed() throws IOException {
    try (FileHandle file = open("f", NEW)) {
      file.sync(SyncMode.DATA);
      file.write(pattern(4096, 5), 4096, 0);
      file.sync(SyncMode.DATA);
      file.write(pattern(4096, 6), 4096, 4096);
      file.sync(SyncMode.ALL);
    }
  }

  @Test
  final void accessThatWasNotAskedForIsRefused() throws IOException {
    needsData();
    make("f", 10);
    IoBuffer buffer = filled(10, 0);
    try (FileHandle file = open("f", OpenMode.READ)) {
      assertFails(ErrorKind.EBADF, path("f"), () -> file.write(buffer, 10, 0));
    }
    try (FileHandle file = open("f", OpenMode.WRITE)) {
      assertEquals(
          3, assertFails(ErrorKind.EBADF, path("f"), () -> file.read(buffer, 10, 3)).offset());
    }
  }

  @Test
  final void secondCloseIsHarmlessAndClosedFileRefusesWork() throws IOException {
    FileHandle file = open("f", NEW);
    file.close();
    file.close();
    if (keepsData()) {
      IoBuffer buffer = filled(10, 0);
      assertFails(ErrorKind.EBADF, path("f"), () -> file.read(buffer, 10, 0));
      assertFails(ErrorKind.EBADF, path("f"), () -> file.sync(SyncMode.ALL));
      assertFails(ErrorKind.EBADF, path("f"), () -> file.stat(new FileStat()));
    }
    file.close();
  }

  @Test
  final void manyFilesAreOpenAtOnceAndReopenedInAnyOrder() throws IOException {
    needsData();
    FileHandle[] files = new FileHandle[100];
    for (int round = 0; round < 3; round++) {
      for (int i = round; i < files.length; i += round + 1) {
        files[i] = open("f" + i, NEW);
        files[i].write(pattern(100, i), 100, 0);
      }
      for (int i = round; i < files.length; i += round + 1) {
        assertHolds(files[i], pattern(100, i), 100, 0);
        files[i].close();
      }
    }
  }

  @Test
  final void removedFileStaysUsableWhileOpen() throws IOException {
    needsData();
    make("f", 5000);
    try (FileHandle file = open("f", OpenMode.READ_WRITE)) {
      session().remove(path("f"));
      assertFalse(session().stat(path("f"), new FileStat()));
      assertHolds(file, pattern(5000, "f".hashCode()), 5000, 0);
      writeAll(file, pattern(5000, 7), 5000, 5000);
      assertHolds(file, pattern(5000, 7), 5000, 5000);
      make("f", 10);
      assertEquals(10_000, size(file));
    }
    FileStat stat = new FileStat();
    assertTrue(session().stat(path("f"), stat));
    assertEquals(10, stat.sizeBytes);
  }

  static long size(FileHandle file) throws IOException {
    FileStat stat = new FileStat();
    file.stat(stat);
    assertEquals(FileStat.Type.FILE, stat.type);
    return stat.sizeBytes;
  }
}
