package wml.targets.nfs.client.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;
import wml.targets.wire.oncrpc.Credential;

/** What a client gets back after connections, sessions and servers were lost. */
final class RecoveryTest {
  private static final long WAIT = 60_000_000_000L;
  private static final OpenMode NEW = OpenMode.READ_WRITE.create().exclusive();

  @TempDir Path directory;
  private Ganesha ganesha;
  private CuttingRelay relay;

  @BeforeEach
  void start() throws IOException {
    ganesha = Ganesha.start(directory, true);
    relay = new CuttingRelay(ganesha.address());
  }

  @AfterEach
  void stop() throws IOException {
    if (ganesha != null) {
      relay.close();
      ganesha.close();
    }
  }

  private static Client4 attach(InetSocketAddress where, String export, int minor)
      throws IOException {
    Credential caller = new Credential.Sys(0, "test", 0, 0, List.of());
    return Client4.attach(
        new Server4(where, export, caller, minor, 16, WAIT, false),
        "recovery" + System.nanoTime(),
        null);
  }

  private static IoBuffer filled(int value) {
    IoBuffer buffer = IoBuffer.allocate(4096);
    buffer.memory().fill((byte) value);
    return buffer;
  }

  private static <C extends Capability> C needed(FileSystemSession session, Class<C> type) {
    return Objects.requireNonNull(session.capability(type));
  }

  @Test
  void callWhoseAnswerIsLostIsCarriedOutOnce() throws IOException {
    try (Client4 client = attach(relay.address(), "/export", 1);
        FileSystemSession session = client.connect()) {
      relay.cutAtNextAnswer();
      session.createDirectory(FilePath.of("/d"));
      relay.cutAtNextAnswer();
      FileHandle file = session.open(FilePath.of("/d/f"), NEW);
      relay.cutAtNextAnswer();
      assertEquals(4096, file.write(filled(1), 4096, 0));
      relay.cutAtNextAnswer();
      file.close();
      relay.cutAtNextAnswer();
      session.rename(FilePath.of("/d/f"), FilePath.of("/d/g"));
      relay.cutAtNextAnswer();
      session.remove(FilePath.of("/d/g"));
      relay.cutAtNextAnswer();
      session.removeDirectory(FilePath.of("/d"));
      assertEquals(7, relay.done());
      assertFalse(session.stat(FilePath.of("/d"), new FileStat()));
    }
  }

  @Test
  void requestsUnderWaySurviveALostConnection() throws IOException {
    try (Client4 client = attach(relay.address(), "/export", 1);
        FileSystemSession session = client.connect();
        FileHandle file = session.open(FilePath.of("/f"), NEW);
        Capability.AsyncQueue queue = needed(session, Capability.AsyncIo.class).queue(32)) {
      for (int i = 0; i < 32; i++) {
        if (i % 8 == 0) {
          relay.cutAtNextAnswer();
        }
        assertTrue(queue.submitWrite(file, filled(i), 4096, i * 4096L, i));
        queue.handOver();
      }
      long[] sum = new long[1];
      while (queue.outstanding() > 0) {
        queue.reap(1, WAIT, (tag, bytes) -> sum[0] += bytes);
      }
      assertEquals(32 * 4096, sum[0]);
      assertTrue(relay.done() > 0);
      for (int i = 0; i < 32; i++) {
        IoBuffer read = filled(99);
        assertEquals(4096, file.read(read, 4096, i * 4096L));
        assertEquals(i, read.memory().get(ValueLayout.JAVA_BYTE, 4095));
      }
    }
  }

  @Test
  void openFilesAndLocksSurviveARestartOfTheServer() throws IOException {
    try (Client4 client = attach(ganesha.address(), "/export", 1);
        FileSystemSession session = client.connect();
        FileSystemSession other = client.connect();
        FileHandle file = session.open(FilePath.of("/f"), NEW);
        FileHandle theirs = other.open(FilePath.of("/f"), OpenMode.READ_WRITE)) {
      Capability.Locks locks = needed(session, Capability.Locks.class);
      Capability.Locks theirLocks = needed(other, Capability.Locks.class);
      assertEquals(4096, file.write(filled(7), 4096, 0));
      file.sync(SyncMode.ALL);
      assertTrue(locks.tryLock(file, 0, 100, true));
      ganesha.killAndRestart();
      IoBuffer read = filled(0);
      assertEquals(4096, file.read(read, 4096, 0));
      assertEquals(7, read.memory().get(ValueLayout.JAVA_BYTE, 0));
      assertEquals(4096, theirs.write(filled(8), 4096, 4096));
      assertFalse(theirLocks.tryLock(theirs, 50, 100, true), "the lock was taken back");
      locks.unlock(file, 0, 0);
      assertTrue(theirLocks.tryLock(theirs, 50, 100, true));
      session.createDirectory(FilePath.of("/after"));
    }
  }

  @Test
  void unsyncedWritesThatARestartLosesAreToldAtSync() throws IOException {
    try (Client4 client = attach(ganesha.address(), "/export", 1);
        FileSystemSession session = client.connect();
        FileHandle file = session.open(FilePath.of("/f"), NEW)) {
      assertEquals(4096, file.write(filled(7), 4096, 0));
      ganesha.killAndRestart();
      TargetException e = assertThrows(TargetException.class, () -> file.sync(SyncMode.DATA));
      assertEquals(ErrorKind.EIO, e.kind());
      assertEquals(4096, file.write(filled(7), 4096, 0));
      file.sync(SyncMode.DATA);
    }
  }

  @Test
  void whatIsWrongWithAServerIsSaid() throws IOException {
    TargetException missing =
        assertThrows(TargetException.class, () -> attach(ganesha.address(), "/exprt", 1).close());
    assertEquals(ErrorKind.ENOENT, missing.kind());
    assertTrue(missing.getMessage().contains("/exprt is not there"), missing.getMessage());
    assertTrue(missing.getMessage().contains("holds /export"), missing.getMessage());
    Files.writeString(ganesha.exported().resolve("plain"), "x");
    TargetException file =
        assertThrows(
            TargetException.class, () -> attach(ganesha.address(), "/export/plain", 1).close());
    assertEquals(ErrorKind.ENOTDIR, file.kind(), file.getMessage());
    TargetException minor =
        assertThrows(TargetException.class, () -> attach(ganesha.address(), "/export", 7).close());
    assertTrue(minor.getMessage().contains("try vers="), minor.getMessage());
  }
}
