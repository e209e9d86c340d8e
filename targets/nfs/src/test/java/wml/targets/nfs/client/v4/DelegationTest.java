package wml.targets.nfs.client.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.wire.oncrpc.Credential;

/** Files that the project's own server hands over to its client. */
final class DelegationTest {
  private static final long WAIT = 30_000_000_000L;
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();
  private static final FilePath PATH = FilePath.of("/d/f");

  @AutoClose
  private final NfsServer server =
      NfsServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new MemoryStore(7, 1 << 20),
          "/",
          Caller.Squash.NONE);

  @AutoClose private final Client4 client = attach(true);
  @AutoClose private final FileSystemSession session = client.connect();
  private final FileStat stat = new FileStat();

  DelegationTest() throws IOException {
    session.createDirectory(FilePath.of("/d"));
    make(session, 1, 100);
  }

  private Client4 attach(boolean delegations) throws IOException {
    Credential caller = new Credential.Sys(0, "test", 0, 0, List.of());
    return Client4.attach(
        new Server4(server.address(), "/", caller, 1, 16, WAIT, delegations),
        "delegation" + System.nanoTime(),
        null);
  }

  private static void make(FileSystemSession by, int value, int length) throws IOException {
    try (FileHandle file = by.open(PATH, NEW)) {
      IoBuffer buffer = IoBuffer.allocate(length);
      buffer.memory().fill((byte) value);
      assertEquals(length, file.write(buffer, length, 0));
    }
  }

  private static int first(FileHandle file) throws IOException {
    IoBuffer buffer = IoBuffer.allocate(16);
    assertEquals(16, file.read(buffer, 16, 0));
    return buffer.memory().get(ValueLayout.JAVA_BYTE, 0);
  }

  private long calls() {
    return Objects.requireNonNull(session.counters()).remoteCalls;
  }

  @Test
  void fileThatWasHandedOverIsOpenedAndAskedAboutHere() throws IOException {
    session.open(PATH, OpenMode.READ).close();
    long before = calls();
    for (int i = 0; i < 10; i++) {
      try (FileHandle file = session.open(PATH, OpenMode.READ)) {
        file.stat(stat);
        assertEquals(100, stat.sizeBytes);
      }
      assertTrue(session.stat(PATH, stat));
    }
    assertEquals(before, calls());
    try (FileHandle file = session.open(PATH, OpenMode.READ)) {
      assertEquals(1, first(file));
    }
    assertEquals(before + 1, calls(), "data is read from the server");
  }

  @Test
  void otherClientChangesTheFileOnceItWasGivenBack() throws IOException {
    try (FileHandle file = session.open(PATH, OpenMode.READ);
        Client4 others = attach(false);
        FileSystemSession other = others.connect()) {
      make(other, 2, 200);
      assertEquals(2, first(file), "it stays readable");
      file.stat(stat);
      assertEquals(200, stat.sizeBytes);
      assertTrue(session.stat(PATH, stat));
      assertEquals(200, stat.sizeBytes);
      other.remove(PATH);
      assertFalse(session.stat(PATH, stat));
      assertThrows(TargetException.class, () -> session.open(PATH, OpenMode.READ));
    }
  }

  @Test
  void ownChangesAreSeen() throws IOException {
    session.open(PATH, OpenMode.READ).close();
    make(session, 3, 300);
    assertTrue(session.stat(PATH, stat));
    assertEquals(300, stat.sizeBytes);
    session.open(PATH, OpenMode.READ).close();
    session.rename(FilePath.of("/d"), FilePath.of("/e"));
    assertFalse(session.stat(PATH, stat));
    session.rename(FilePath.of("/e"), FilePath.of("/d"));
    session.open(PATH, OpenMode.READ).close();
    session.remove(PATH);
    assertFalse(session.stat(PATH, stat));
  }
}
