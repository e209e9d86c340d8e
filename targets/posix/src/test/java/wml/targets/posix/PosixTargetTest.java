package wml.targets.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Capability;
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
import wml.api.target.Placement;
import wml.api.target.Scope;
import wml.api.target.TargetException;

/** What Linux adds to what every target promises. */
@EnabledOnOs(OS.LINUX)
final class PosixTargetTest {
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();

  private final List<String> notes = new ArrayList<>();
  private final IoBuffer buffer = IoBuffer.allocate(4096);
  @TempDir Path directory;
  private Deployment deployment;
  private FileSystemSession session;

  @BeforeEach
  void connect() throws IOException {
    PosixTarget target = new PosixTarget();
    Options options = Options.resolve(target.info(), Map.of());
    deployment = target.deploy(options, new Scope(1, notes::add));
    session = deployment.connect(new Identity("p#0", "p#0/t#0"));
  }

  @AfterEach
  void close() throws IOException {
    session.close();
    deployment.close();
  }

  private FilePath path(String name) {
    return FilePath.of(directory.resolve(name).toString());
  }

  private static ErrorKind kindOf(Executable operation) {
    return assertThrows(TargetException.class, operation).kind();
  }

  @Test
  void symbolicLinksAreSeenAndRemovedButNeverFollowed() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Path precious = Files.writeString(tree.resolve("precious"), "x");
    Files.createSymbolicLink(directory.resolve("link"), tree);
    FileStat stat = new FileStat();
    assertTrue(session.stat(path("link"), stat));
    assertEquals(FileStat.Type.SYMBOLIC_LINK, stat.type);
    List<Boolean> directories = new ArrayList<>();
    session.list(path("tree/.."), (utf8, length, isDirectory) -> directories.add(isDirectory));
    assertEquals(1, directories.stream().filter(d -> d).count(), "a link is no directory");
    assertEquals(ErrorKind.ENOTDIR, kindOf(() -> session.list(path("link"), (n, l, d) -> {})));
    assertEquals(ErrorKind.ENOTDIR, kindOf(() -> session.removeDirectory(path("link"))));
    session.remove(path("link"));
    assertTrue(Files.exists(precious));
    assertFalse(session.stat(path("link"), stat));
  }

  @Test
  void fullDeviceIsNoSpace() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "no " + full);
    try (FileHandle file = session.open(FilePath.of(full.toString()), OpenMode.WRITE)) {
      TargetException e = assertThrows(TargetException.class, () -> file.write(buffer, 4096, 0));
      assertEquals(ErrorKind.ENOSPC, e.kind());
      assertEquals("write /dev/full at offset 0: no space left on device (ENOSPC)", e.getMessage());
    }
  }

  @Test
  void directOpenThatTheFileSystemRefusesSaysSo() {
    FilePath status = FilePath.of("/proc/self/status");
    TargetException e =
        assertThrows(
            TargetException.class, () -> session.open(status, OpenMode.READ.direct()).close());
    assertEquals(ErrorKind.EINVAL, e.kind());
    assertTrue(e.getMessage().startsWith("open with O_DIRECT /proc/self/status"), e.getMessage());
  }

  @Test
  void modesAreThoseOfOrdinaryTools() throws Exception {
    session.open(path("f"), NEW).close();
    session.createDirectory(path("d"));
    Process touch = new ProcessBuilder("touch", directory.resolve("by-touch").toString()).start();
    assertEquals(0, touch.waitFor());
    assertEquals(
        Files.getPosixFilePermissions(directory.resolve("by-touch")),
        Files.getPosixFilePermissions(directory.resolve("f")));
    FileStat stat = new FileStat();
    session.stat(path("d"), stat);
    assertEquals(0, stat.mode & ~0755);
  }

  @Test
  void sessionClosesWhatIsOpen() throws IOException {
    for (int i = 0; i < 50; i++) {
      session.open(path("f" + i), NEW);
    }
    session.list(path("."), (utf8, length, isDirectory) -> {});
    assertEquals(50, descriptorsBelow(directory));
    session.close();
    assertEquals(0, descriptorsBelow(directory));
  }

  private static long descriptorsBelow(Path directory) throws IOException {
    Path real = directory.toRealPath();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(fd -> pointsBelow(fd, real)).count();
    }
  }

  private static boolean pointsBelow(Path link, Path directory) {
    try {
      return Files.readSymbolicLink(link).startsWith(directory);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void fileClosedWithRequestsUnderWayIsClosedWhenTheyAreReaped() throws IOException {
    Capability.AsyncIo async = Objects.requireNonNull(session.capability(Capability.AsyncIo.class));
    try (Capability.AsyncQueue queue = async.queue(4)) {
      FileHandle file = session.open(path("f"), NEW);
      for (int i = 0; i < 4; i++) {
        assertTrue(queue.submitWrite(file, buffer, 4096, i * 4096L, i));
      }
      file.close();
      assertEquals(1, descriptorsBelow(directory));
      assertEquals(4, queue.reap(4, Long.MAX_VALUE, (tag, bytes) -> assertEquals(4096, bytes)));
      assertEquals(0, descriptorsBelow(directory));
      assertEquals(16_384, Files.size(directory.resolve("f")));
    }
  }

  @Test
  void queueStopsItsThreads() throws Exception {
    PosixTarget target = new PosixTarget();
    Options options = Options.resolve(target.info(), Map.of("async", "threads"));
    try (Deployment threads = target.deploy(options, new Scope(1, notes::add));
        FileSystemSession session = threads.connect(new Identity("p#0", "p#0/t#0"))) {
      Capability.AsyncIo async =
          Objects.requireNonNull(session.capability(Capability.AsyncIo.class));
      Capability.AsyncQueue queue = async.queue(100);
      assertEquals(16, aioThreads());
      assertEquals(1, notes.size(), "a depth beyond the threads is noted");
      FileHandle file = session.open(path("f"), NEW);
      for (int i = 0; i < 100; i++) {
        assertTrue(queue.submitWrite(file, buffer, 4096, i * 4096L, i));
      }
      queue.close();
      assertEquals(0, aioThreads());
      file.close();
      assertEquals(0, descriptorsBelow(directory));
    }
  }

  private static long aioThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("p#0/t#0/aio#"))
        .count();
  }

  @Test
  void placementNamesTheFileSystem() throws IOException {
    Placement here = deployment.describe(directory.resolve("not/yet").toString());
    assertEquals(Files.getFileStore(directory).type(), here.facts().get("type"));
    assertTrue(here.facts().keySet().containsAll(List.of("mount", "options", "device")));
    assertTrue(here.freeBytes() > 0);
    Path shm = Path.of("/dev/shm");
    Assumptions.assumeTrue(Files.isDirectory(shm), "no " + shm);
    Placement memory = deployment.describe("/dev/shm/not/yet");
    assertEquals(Durability.RAM, memory.durability());
    assertEquals("/dev/shm", memory.facts().get("mount"));
  }

  /** In a process of its own, because the JVM needs descriptors too. */
  @Test
  void tooManyOpenFilesSurface() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "ulimit -n 100 && exec '%s' -Xshare:auto -XX:-MaxFDLimit --enable-native-access=ALL-UNNAMED -cp '%s' %s '%s'"
            .formatted(
                java,
                System.getProperty("java.class.path"),
                OpensTooMany.class.getName(),
                directory);
    File output = directory.resolve("output").toFile();
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertTrue(ended, said);
    assertEquals("EMFILE then fine\n", said);
  }
}
