package wml.targets.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.TargetException;

final class MemoryTargetTest {
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();
  private static final long LIMIT = 1 << 20;
  private static final int THREADS = 4;

  private static Deployment deploy(long limit) {
    MemoryTarget target = new MemoryTarget();
    Options options = Options.resolve(target.info(), Map.of("limit", Long.toString(limit)));
    return target.deploy(options, new Scope(1, note -> {}));
  }

  private static long free(Deployment deployment) throws IOException {
    return deployment.describe("/").freeBytes();
  }

  @Test
  void writesBeyondTheLimitFailUntilSpaceIsFreed() throws IOException {
    try (Deployment deployment = deploy(LIMIT);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      IoBuffer buffer = IoBuffer.allocate(LIMIT);
      try (FileHandle big = session.open(FilePath.of("/big"), NEW)) {
        assertEquals(LIMIT - 4096, big.write(buffer, (int) LIMIT - 4096, 0));
        assertEquals(4096, big.write(buffer, 10_000, LIMIT - 4096), "what still fits");
        TargetException e = assertThrows(TargetException.class, () -> big.write(buffer, 1, LIMIT));
        assertEquals(ErrorKind.ENOSPC, e.kind());
        assertEquals(0, free(deployment));
        big.truncate(LIMIT / 2);
        assertEquals(LIMIT / 2, free(deployment));
        session.remove(FilePath.of("/big"));
        assertEquals(LIMIT / 2, free(deployment), "an open file keeps its pages");
      }
      assertEquals(LIMIT, free(deployment));
    }
  }

  @Test
  void replacedAndTruncatedFilesGiveTheirPagesBack() throws IOException {
    try (Deployment deployment = deploy(LIMIT);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      IoBuffer buffer = IoBuffer.allocate(50_000);
      for (int round = 0; round < 100; round++) {
        try (FileHandle file = session.open(FilePath.of("/new"), NEW.truncate())) {
          assertEquals(50_000, file.write(buffer, 50_000, 3 * 4_194_304L));
        }
        session.rename(FilePath.of("/new"), FilePath.of("/old"));
      }
      session.remove(FilePath.of("/old"));
      assertEquals(LIMIT, free(deployment));
    }
  }

  @Test
  void usedPagesHoldNothingOfTheirFormerFile() throws IOException {
    try (Deployment deployment = deploy(LIMIT);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      IoBuffer buffer = IoBuffer.allocate(LIMIT);
      buffer.memory().fill((byte) 7);
      try (FileHandle file = session.open(FilePath.of("/f"), NEW)) {
        file.write(buffer, (int) LIMIT, 0);
        file.truncate(0);
        for (int page = 0; page < 256; page++) {
          file.write(buffer, 1, page * 4096L + 100);
        }
        file.truncate(LIMIT);
        IoBuffer read = IoBuffer.allocate(LIMIT);
        assertEquals(LIMIT, file.read(read, (int) LIMIT, 0));
        for (int at = 0; at < LIMIT; at++) {
          int expected = at % 4096 == 100 ? 7 : 0;
          assertEquals(expected, read.memory().get(ValueLayout.JAVA_BYTE, at), "at " + at);
        }
      }
    }
  }

  @Test
  void fileBeyondTheLargestSizeIsRefused() throws IOException {
    try (Deployment deployment = deploy(LIMIT);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR);
        FileHandle file = session.open(FilePath.of("/f"), NEW)) {
      IoBuffer buffer = IoBuffer.allocate(4096);
      assertEquals(1, file.write(buffer, 1, MemoryFile.MAX_BYTES - 1));
      TargetException e =
          assertThrows(TargetException.class, () -> file.write(buffer, 1, MemoryFile.MAX_BYTES));
      assertEquals(ErrorKind.EFBIG, e.kind());
    }
  }

  @Test
  void rootIsThereAndCantBeRemoved() throws IOException {
    try (Deployment deployment = deploy(LIMIT);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      assertEquals(Durability.RAM, deployment.describe("/x").durability());
      FileStat stat = new FileStat();
      assertTrue(session.stat(FilePath.of("/"), stat) && stat.isDirectory());
      session.createDirectory(FilePath.of("relative"));
      assertTrue(session.stat(FilePath.of("/../relative/."), stat) && stat.isDirectory());
      FilePath root = FilePath.of("/");
      assertEquals(
          ErrorKind.EBUSY,
          assertThrows(TargetException.class, () -> session.removeDirectory(root)).kind());
      assertEquals(
          ErrorKind.EISDIR, assertThrows(TargetException.class, () -> session.remove(root)).kind());
    }
  }

  /** Threads create, write, rename and remove in shared directories; in the end nothing is lost. */
  @Test
  void concurrentChangesKeepTheTreeAndThePagesWhole() throws Exception {
    try (Deployment deployment = deploy(64 << 20);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Integer>> storms = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        long seed = t;
        storms.add(() -> storm(deployment, seed));
      }
      for (Future<Integer> storm : pool.invokeAll(storms, 2, TimeUnit.MINUTES)) {
        assertTrue(storm.get() > 0);
      }
      try (FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
        removeAll(session, "");
        assertEquals(0, session.list(FilePath.of("/"), (utf8, length, directory) -> {}));
      }
      assertEquals(64 << 20, free(deployment));
    }
  }

  private static int storm(Deployment deployment, long seed) throws IOException {
    RandomStream random = new RandomStream(seed);
    IoBuffer buffer = IoBuffer.allocate(20_000);
    int successes = 0;
    try (FileSystemSession session = deployment.connect(new Identity("p#0", "t#" + seed))) {
      for (int call = 0; call < 20_000; call++) {
        FilePath directory = FilePath.of("/d" + random.nextLong(4));
        FilePath file = FilePath.of(directory + "/f" + random.nextLong(4));
        FilePath other = FilePath.of("/d" + random.nextLong(4) + "/f" + random.nextLong(4));
        try {
          switch ((int) random.nextLong(6)) {
            case 0 -> session.createDirectory(directory);
            case 1 -> session.removeDirectory(directory);
            case 2 -> session.rename(file, other);
            case 3 -> session.remove(file);
            case 4 -> session.rename(directory, other);
            default -> {
              try (FileHandle handle = session.open(file, NEW)) {
                handle.write(buffer, 1 + (int) random.nextLong(20_000), random.nextLong(50_000));
                handle.truncate(random.nextLong(50_000));
              }
            }
          }
          successes++;
        } catch (TargetException e) {
          assertTrue(e.kind() != ErrorKind.ENOSPC && e.kind() != ErrorKind.OTHER, e.getMessage());
        }
      }
    }
    return successes;
  }

  private static void removeAll(FileSystemSession session, String directory) throws IOException {
    List<String> directories = new ArrayList<>();
    List<String> files = new ArrayList<>();
    session.list(
        FilePath.of(directory + "/"),
        (utf8, length, isDirectory) ->
            (isDirectory ? directories : files)
                .add(directory + "/" + new String(utf8, 0, length, StandardCharsets.UTF_8)));
    for (String file : files) {
      session.remove(FilePath.of(file));
    }
    for (String inner : directories) {
      removeAll(session, inner);
      session.removeDirectory(FilePath.of(inner));
    }
  }

  @Test
  void nullTargetKeepsNothingAndReadsToItsSize() throws IOException {
    NullTarget target = new NullTarget();
    Options options = Options.resolve(target.info(), Map.of("size", "10k"));
    try (Deployment deployment = target.deploy(options, new Scope(1, note -> {}));
        FileSystemSession session = deployment.connect(Identity.COORDINATOR);
        FileHandle file = session.open(FilePath.of("/anything"), OpenMode.READ)) {
      IoBuffer buffer = IoBuffer.allocate(8192);
      FileStat stat = new FileStat();
      file.stat(stat);
      assertEquals(10_240, stat.sizeBytes);
      assertEquals(8192, file.read(buffer, 8192, 0));
      assertEquals(2048, file.read(buffer, 8192, 8192));
      assertEquals(FileHandle.END, file.read(buffer, 8192, 10_240));
    }
  }
}
