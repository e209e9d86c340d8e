package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import wml.api.random.RandomStream;
import wml.api.target.Capability;
import wml.api.target.Counter;
import wml.api.target.Deployment;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetException;
import wml.api.target.TargetInfo;

/** What a target's test supplies, and a fresh deployment with a directory of its own per test. */
abstract class ConformanceBed {
  /** Operations that may be promised to allocate nothing once warm. */
  protected enum Hot {
    /** Reads and writes of an open file. */
    DATA,
    STAT,
    /** Opening and closing a file that exists. */
    OPEN,
    /** Creating and removing a file. */
    CREATE,
    /** Capabilities on ranges of open files; mapping a file is not one of them. */
    RANGES,
    /** Permissions, times, rights, extended attributes; reading a symbolic link. */
    ATTRIBUTES,
    /** Opening and closing a directory, and its pages. */
    PAGES
  }

  static final OpenMode NEW = OpenMode.READ_WRITE.create();
  static final long SEED = 42;
  private static final AtomicInteger TESTS = new AtomicInteger();

  final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private Deployment deployment;
  private FileSystemSession session;
  private String directory;

  protected abstract Target target();

  protected Map<String, String> options() {
    return Map.of();
  }

  /** A directory inside the target that exists and that tests may work in. */
  protected abstract String base();

  /** False for a target that forgets what it is given: most tests are skipped. */
  protected boolean keepsData() {
    return true;
  }

  /** False for a target that can't write every UTF-8 name here. */
  protected boolean keepsUnicodeNames() {
    return true;
  }

  /** What the target promises to do without allocating. */
  protected Set<Hot> allocationFree() {
    return EnumSet.allOf(Hot.class);
  }

  @BeforeEach
  final void deploy() throws IOException {
    deployment =
        target().deploy(Options.resolve(target().info(), options()), new Scope(SEED, notes::add));
    session = deployment.connect(Identity.COORDINATOR);
    String base = base();
    directory = (base.endsWith("/") ? base : base + "/") + "t" + TESTS.incrementAndGet();
    session.createDirectory(FilePath.of(directory));
  }

  @AfterEach
  final void undeploy() throws IOException {
    session.close();
    deployment.close();
  }

  final Deployment deployment() {
    return deployment;
  }

  final FileSystemSession session() {
    return session;
  }

  /** A path in this test's directory. */
  final FilePath path(String name) {
    return FilePath.of(directory + "/" + name);
  }

  final FilePath directory() {
    return FilePath.of(directory);
  }

  final void needsData() {
    Assumptions.assumeTrue(keepsData(), "the target keeps no data");
  }

  /** What the target declares to count and never has to, such as system calls in memory. */
  protected Set<Counter> alwaysZero() {
    return Set.of();
  }

  final TargetInfo info() {
    return target().info(Options.resolve(target().info(), options()));
  }

  final Set<Class<? extends Capability>> declared() {
    return info().capabilities();
  }

  /** A capability; without it the test is skipped. */
  final <C extends Capability> C needs(Class<C> type) {
    C capability = session.capability(type);
    Assumptions.assumeTrue(capability != null, "the target has no " + type.getSimpleName());
    return Objects.requireNonNull(capability);
  }

  /** Does what the file system below the target may lack: then the test is skipped. */
  static void supported(Executable operation) throws Throwable {
    try {
      operation.execute();
    } catch (TargetException e) {
      Assumptions.assumeTrue(e.kind() != ErrorKind.ENOTSUP, "not supported here: " + e);
      throw e;
    }
  }

  final FileHandle open(String name, OpenMode mode) throws IOException {
    return session.open(path(name), mode);
  }

  /** Creates a file with patterned content. */
  final void make(String name, int bytes) throws IOException {
    try (FileHandle file = open(name, NEW.truncate())) {
      writeAll(file, pattern(bytes, name.hashCode()), bytes, 0);
    }
  }

  static void writeAll(FileHandle file, IoBuffer from, int length, long offset) throws IOException {
    int done = 0;
    while (done < length) {
      done += file.write(from.window(done, length - done), length - done, offset + done);
    }
    from.window(0, length);
  }

  /** Reads until so many bytes are there or the file ends; returns how many there were. */
  static int readAll(FileHandle file, IoBuffer into, int length, long offset) throws IOException {
    int done = 0;
    while (done < length) {
      int n = file.read(into.window(done, length - done), length - done, offset + done);
      if (n == FileHandle.END) {
        break;
      }
      done += n;
    }
    into.window(0, length);
    return done;
  }

  /** A buffer of random bytes, none of them zero. */
  static IoBuffer pattern(int length, long seed) {
    IoBuffer buffer = IoBuffer.allocate(length);
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < length; i++) {
      buffer.memory().set(ValueLayout.JAVA_BYTE, i, (byte) (1 + random.nextLong(255)));
    }
    return buffer;
  }

  static IoBuffer filled(int length, int value) {
    IoBuffer buffer = IoBuffer.allocate(length);
    buffer.memory().fill((byte) value);
    return buffer;
  }

  /** Checks that a file holds {@code length} bytes of the pattern at an offset. */
  static void assertHolds(FileHandle file, IoBuffer pattern, int length, long offset)
      throws IOException {
    IoBuffer read = filled(length, 0);
    assertEquals(length, readAll(file, read, length, offset), "bytes at " + offset);
    assertSame(pattern, read, length);
  }

  static void assertSame(IoBuffer expected, IoBuffer actual, int length) {
    long mismatch =
        expected.memory().asSlice(0, length).mismatch(actual.memory().asSlice(0, length));
    assertEquals(-1, mismatch, "first byte that differs");
  }

  static void assertZeros(FileHandle file, int length, long offset) throws IOException {
    assertHolds(file, filled(length, 0), length, offset);
  }

  /** Checks that an operation fails with a kind, naming the path. */
  static TargetException assertFails(ErrorKind kind, FilePath path, Executable operation) {
    TargetException e = assertThrows(TargetException.class, operation);
    assertEquals(kind, e.kind(), e.getMessage());
    assertEquals(path.toString(), e.path(), e.getMessage());
    return e;
  }
}
