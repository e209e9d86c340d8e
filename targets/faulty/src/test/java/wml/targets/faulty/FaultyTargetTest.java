package wml.targets.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.Capability.Preallocation.Mode;
import wml.api.target.Deployment;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

final class FaultyTargetTest {
  private static final int CALLS = 20_000;
  private static final FilePath ROOT = FilePath.of("/");
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();

  /** Time that passes only when somebody waits. */
  private static final class SteppedClock implements FaultClock {
    private long now = 1_000_000;
    private long waited;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void waitUntil(long nanos) {
      waited += nanos - now;
      now = nanos;
    }
  }

  private final SteppedClock clock = new SteppedClock();
  private final IoBuffer buffer = IoBuffer.allocate(4096);

  private Deployment deploy(long seed, String... options) throws IOException {
    Map<String, String> given = new HashMap<>(Map.of("target", "memory"));
    for (String option : options) {
      given.put(
          option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
    }
    FaultyTarget target = new FaultyTarget(clock);
    return target.deploy(Options.resolve(target.info(), given), new Scope(seed, note -> {}));
  }

  private static FileSystemSession connect(Deployment deployment, String thread)
      throws IOException {
    return deployment.connect(new Identity("p#0", thread));
  }

  /** Within five standard deviations of a binomial distribution. */
  private static void assertAbout(double probability, int observed) {
    double deviation = Math.sqrt(CALLS * probability * (1 - probability));
    assertEquals(CALLS * probability, observed, 5 * deviation);
  }

  /** Which of many writes fail. */
  private BitSet failures(FileHandle file) throws IOException {
    BitSet failed = new BitSet();
    for (int call = 0; call < CALLS; call++) {
      try {
        assertEquals(4096, file.write(buffer, 4096, 4096));
      } catch (TargetException e) {
        assertEquals(ErrorKind.ENOSPC, e.kind());
        assertEquals("/f", e.path());
        assertEquals(4096, e.offset());
        failed.set(call);
      }
    }
    return failed;
  }

  private BitSet failures(long seed, String thread) throws IOException {
    try (Deployment deployment = deploy(seed, "errors=0.03", "errno=ENOSPC");
        FileSystemSession session = connect(deployment, thread);
        FileHandle file = session.open(FilePath.of("/f"), NEW)) {
      return failures(file);
    }
  }

  @Test
  void operationsFailAsOftenAsAsked() throws IOException {
    assertAbout(0.03, failures(1, "t").cardinality());
  }

  @Test
  void sameSeedAndThreadMeetTheSameFaults() throws IOException {
    BitSet once = failures(1, "t");
    assertEquals(once, failures(1, "t"));
    assertNotEquals(once, failures(2, "t"));
    assertNotEquals(once, failures(1, "u"));
  }

  @Test
  void transfersAreShortAsOftenAsAsked() throws IOException {
    try (Deployment deployment = deploy(3, "short=0.2");
        FileSystemSession session = connect(deployment, "t");
        FileHandle file = session.open(FilePath.of("/f"), NEW)) {
      while (file.write(buffer, 4096, 0) < 4096) {
        // until the file is whole
      }
      int shortReads = 0;
      int shortWrites = 0;
      for (int call = 0; call < CALLS; call++) {
        int read = file.read(buffer, 4096, 0);
        int written = file.write(buffer, 4096, 0);
        assertTrue(read >= 1 && written >= 1, read + " " + written);
        shortReads += read < 4096 ? 1 : 0;
        shortWrites += written < 4096 ? 1 : 0;
        assertEquals(1, file.read(buffer, 1, 0), "a single byte can't be short");
      }
      assertAbout(0.2, shortReads);
      assertAbout(0.2, shortWrites);
    }
  }

  @Test
  void operationsAreDelayedAsOftenAsAsked() throws IOException {
    try (Deployment deployment = deploy(4, "delayed=0.1", "delay=2ms", "ops=stat");
        FileSystemSession session = connect(deployment, "t")) {
      for (int call = 0; call < CALLS; call++) {
        session.stat(FilePath.of("/"), new FileStat());
        session.list(FilePath.of("/"), (utf8, length, directory) -> {});
      }
      assertEquals(0, clock.waited % 2_000_000);
      assertAbout(0.1, (int) (clock.waited / 2_000_000));
    }
  }

  @Test
  void everythingStallsOnce() throws IOException {
    try (Deployment deployment = deploy(5, "stall=300ms", "stallafter=1s", "ops=read+open");
        FileSystemSession session = connect(deployment, "t")) {
      FilePath path = FilePath.of("/d");
      session.createDirectory(path);
      assertEquals(0, clock.waited);
      clock.now += 1_100_000_000;
      session.removeDirectory(path);
      assertEquals(200_000_000, clock.waited, "the rest of the stall");
      session.createDirectory(path);
      clock.now += 1_000_000_000;
      session.removeDirectory(path);
      assertEquals(200_000_000, clock.waited);
    }
  }

  @Test
  void onlyTheNamedOperationsAreHit() throws IOException {
    FilePath f = FilePath.of("/f");
    FilePath d = FilePath.of("/d");
    for (Operation hit : Operation.values()) {
      try (Deployment deployment = deploy(6, "errors=1", "ops=" + hit.word());
          FileSystemSession session = connect(deployment, "t")) {
        Set<Operation> struck = EnumSet.noneOf(Operation.class);
        note(struck, Operation.CREATE, () -> session.open(f, NEW).close());
        note(struck, Operation.MKDIR, () -> session.createDirectory(d));
        note(struck, Operation.STAT, () -> session.stat(f, new FileStat()));
        note(struck, Operation.LIST, () -> session.list(FilePath.of("/"), (n, l, x) -> {}));
        if (hit != Operation.CREATE && hit != Operation.OPEN && hit != Operation.CLOSE) {
          FileHandle file = session.open(f, OpenMode.READ_WRITE);
          note(struck, Operation.READ, () -> file.read(buffer, 1, 0));
          note(struck, Operation.WRITE, () -> file.write(buffer, 1, 0));
          note(struck, Operation.SYNC, () -> file.sync(SyncMode.ALL));
          noteCapabilities(struck, session, f, file);
          file.close();
        }
        if (hit == Operation.OPEN || hit == Operation.CLOSE) {
          note(struck, hit, () -> session.open(f, OpenMode.READ).close());
        }
        if (hit != Operation.CREATE) {
          note(struck, Operation.RENAME, () -> session.rename(f, f));
          note(struck, Operation.REMOVE, () -> session.remove(f));
        }
        if (hit != Operation.MKDIR) {
          note(struck, Operation.RMDIR, () -> session.removeDirectory(d));
        }
        assertTrue(struck.contains(hit), hit + " was not hit");
        // The close of the created file is part of the step that is noted as its creation.
        struck.remove(hit == Operation.CLOSE ? Operation.CREATE : hit);
        struck.remove(hit);
        assertTrue(struck.isEmpty(), hit + " hit others: " + struck);
      }
    }
  }

  /** One operation of each capability and kind. */
  private void noteCapabilities(
      Set<Operation> struck, FileSystemSession session, FilePath f, FileHandle file)
      throws IOException {
    var links = of(session, Capability.Links.class);
    var attributes = of(session, Capability.Attributes.class);
    var named = of(session, Capability.ExtendedAttributes.class);
    var space = of(session, Capability.Preallocation.class);
    var vectors = of(session, Capability.VectorIo.class);
    var copies = of(session, Capability.CopyRange.class);
    var maps = of(session, Capability.MemoryMapping.class);
    var locks = of(session, Capability.Locks.class);
    FilePath link = FilePath.of("/link");
    AttributeName name = AttributeName.of("x");
    IoVector parts = new IoVector(2).over(buffer, 2);
    note(struck, Operation.LINK, () -> links.symbolicLink(f, link));
    note(struck, Operation.SETATTR, () -> attributes.changeMode(f, 0600));
    note(struck, Operation.SETATTR, () -> named.set(f, name, buffer, 1));
    note(struck, Operation.STAT, () -> attributes.mayAccess(f, 4));
    note(struck, Operation.STAT, () -> named.list(f, (n, l, d) -> {}));
    note(struck, Operation.WRITE, () -> space.allocate(file, Mode.DEFAULT, 0, 100));
    note(struck, Operation.WRITE, () -> vectors.write(file, parts, 0));
    note(struck, Operation.READ, () -> vectors.read(file, parts, 0));
    note(struck, Operation.LOCK, () -> locks.tryLock(file, 0, 1, true));
    note(
        struck,
        Operation.LIST,
        () -> of(session, Capability.PagedListing.class).open(ROOT).close());
    note(
        struck,
        Operation.SYNC,
        () -> of(session, Capability.DirectorySync.class).syncDirectory(ROOT));
    if (!struck.contains(Operation.READ)) {
      note(struck, Operation.WRITE, () -> copies.copy(file, 0, file, 50, 10));
    }
    try (Capability.Mapping mapping = maps.map(file, 10, true)) {
      note(struck, Operation.READ, () -> mapping.read(buffer, 1, 0));
      note(struck, Operation.WRITE, () -> mapping.write(buffer, 1, 0));
      note(struck, Operation.SYNC, mapping::sync);
    } catch (TargetException e) {
      assertEquals(ErrorKind.EINVAL, e.kind(), "the file is empty if writing fails");
    }
    if (!struck.contains(Operation.LINK)) {
      note(struck, Operation.REMOVE, () -> session.remove(link));
    }
  }

  private static <C extends Capability> C of(FileSystemSession session, Class<C> type) {
    return Objects.requireNonNull(session.capability(type), type.getSimpleName());
  }

  @Test
  void capabilitiesAreThoseOfWhatIsWrapped() throws IOException {
    FaultyTarget target = new FaultyTarget();
    for (String wrapped : new String[] {"memory", "null"}) {
      Options options = Options.resolve(target.info(), Map.of("target", wrapped));
      Set<Class<? extends Capability>> declared = target.info(options).capabilities();
      try (Deployment deployment = target.deploy(options, new Scope(1, note -> {}));
          FileSystemSession session = connect(deployment, "t")) {
        assertEquals(wrapped.equals("memory"), declared.contains(Capability.Locks.class));
        assertEquals(wrapped.equals("memory"), session.capability(Capability.Locks.class) != null);
        assertTrue(declared.contains(Capability.VectorIo.class));
        assertFalse(declared.contains(Capability.DirectIo.class));
      }
    }
  }

  @Test
  void vectorsAndMappingsMoveLessNowAndThen() throws IOException {
    try (Deployment deployment = deploy(9, "short=1", "ops=all");
        FileSystemSession session = connect(deployment, "t");
        FileHandle file = session.open(FilePath.of("/f"), NEW)) {
      file.truncate(4096);
      var vectors = of(session, Capability.VectorIo.class);
      IoVector parts = new IoVector(4).over(buffer, 4096);
      int written = vectors.write(file, parts, 0);
      assertTrue(written > 0 && written < 4096, written + " bytes");
      try (var mapping = of(session, Capability.MemoryMapping.class).map(file, 4096, true)) {
        int read = mapping.read(buffer, 4096, 0);
        assertTrue(read > 0 && read < 4096, read + " bytes");
      }
    }
  }

  private static void note(Set<Operation> struck, Operation operation, Step step)
      throws IOException {
    try {
      step.run();
    } catch (TargetException e) {
      assertEquals(ErrorKind.EIO, e.kind(), e.getMessage());
      struck.add(operation);
    }
  }

  /** One operation under test. */
  private interface Step {
    void run() throws IOException;
  }

  @Test
  void writesAreSyncedForATargetThatCant() throws IOException {
    OpenMode everything = NEW.exclusive().truncate().sync().dataSync();
    assertEquals("rw+create+exclusive+truncate", FaultySession.withoutSync(everything).toString());
    assertEquals("w", FaultySession.withoutSync(OpenMode.WRITE.sync()).toString());
    assertEquals("r", FaultySession.withoutSync(OpenMode.READ.dataSync()).toString());
    try (Deployment deployment = deploy(8, "errors=1", "ops=sync");
        FileSystemSession session = connect(deployment, "t");
        FileHandle unsynced = session.open(FilePath.of("/f"), NEW)) {
      assertEquals(10, unsynced.write(buffer, 10, 0));
      Options none = Options.resolve(new FaultyTarget().info(), Map.of());
      Faults faults = new Faults(FaultPlan.of(none, 0), new RandomStream(1), clock);
      FileHandle synced = new FaultyFile(unsynced, faults, "/f", SyncMode.DATA);
      TargetException e = assertThrows(TargetException.class, () -> synced.write(buffer, 10, 0));
      assertEquals("sync", e.operation());
    }
  }

  @Test
  void failedCloseClosesAllTheSame() throws IOException {
    try (Deployment deployment = deploy(7, "errors=1", "ops=close");
        FileSystemSession session = connect(deployment, "t")) {
      FileHandle file = session.open(FilePath.of("/f"), NEW);
      assertThrows(TargetException.class, file::close);
      file.close();
    }
  }

  @Test
  void wrongOptionsAreRefusedWithAHint() {
    assertRefused("did you mean 'memory'", "target=memroy");
    assertRefused("can't wrap 'faulty'", "target=faulty");
    assertRefused("did you mean 'ENOSPC'", "errno=ENOSPCE");
    assertRefused("did you mean 'write'", "ops=read+wrte");
    assertRefused("did you mean 'limit'", "with=limits=1m");
    assertRefused("key=value", "with=limit");
  }

  private void assertRefused(String words, String option) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> deploy(1, option).close());
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.toString());
  }
}
