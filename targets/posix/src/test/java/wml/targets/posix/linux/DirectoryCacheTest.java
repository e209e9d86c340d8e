package wml.targets.posix.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/** Paths whose directory is marked, and directories that go away under them. */
final class DirectoryCacheTest {
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();

  @TempDir Path base;

  private final FileStat stat = new FileStat();
  private final Object owner = new Object();

  private LinuxSession session() {
    return new LinuxSession("t", new AsyncChoice(AsyncChoice.Way.THREADS, note -> {}));
  }

  private FilePath marked(String directory, int number, String name) {
    FilePath path = FilePath.of(base.resolve(directory).toString()).markDirectory(owner, number);
    byte[] rest = ("/" + name).getBytes(StandardCharsets.UTF_8);
    return path.append(rest, rest.length);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @Test
  void whatIsDoneInADirectoryIsDoneThereHoweverOften() throws IOException {
    Files.createDirectory(base.resolve("d"));
    try (LinuxSession session = session()) {
      for (int i = 0; i < 5; i++) {
        FilePath file = marked("d", 1, "f" + i);
        assertFalse(session.stat(file, stat));
        session.open(file, NEW).close();
        assertTrue(session.stat(file, stat));
        assertTrue(Files.exists(base.resolve("d/f" + i)));
        session.remove(file);
        assertFalse(Files.exists(base.resolve("d/f" + i)));
      }
    }
  }

  @Test
  void aDirectoryThatWasMadeAnewIsFoundAgain() throws IOException {
    Path directory = Files.createDirectory(base.resolve("d"));
    FilePath file = marked("d", 1, "f");
    try (LinuxSession session = session()) {
      for (int i = 0; i < 3; i++) {
        session.open(file, NEW).close();
        session.remove(file);
      }
      Files.delete(directory);
      assertFalse(session.stat(file, stat));
      TargetException gone = assertThrows(TargetException.class, () -> session.open(file, NEW));
      assertEquals("ENOENT", gone.kind().name());
      Files.createDirectory(directory);
      session.open(file, NEW).close();
      assertTrue(Files.exists(directory.resolve("f")));
    }
  }

  @Test
  void manyDirectoriesKeepFewDescriptorsAndNoneAfterwards() throws IOException {
    long before = descriptors();
    try (LinuxSession session = session()) {
      for (int i = 0; i < 100; i++) {
        Files.createDirectory(base.resolve("d" + i));
        Files.createFile(base.resolve("d" + i).resolve("f"));
        for (int twice = 0; twice < 3; twice++) {
          assertTrue(session.stat(marked("d" + i, i, "f"), stat));
        }
      }
      long kept = descriptors() - before;
      assertTrue(kept > 0 && kept <= 16, () -> kept + " descriptors");
    }
    assertEquals(before, descriptors());
  }
}
