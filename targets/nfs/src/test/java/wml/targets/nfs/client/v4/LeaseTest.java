package wml.targets.nfs.client.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.wire.oncrpc.Credential;

/** A client whose server has given up what it held, because nothing was heard of it. */
final class LeaseTest {
  private static final FilePath PATH = FilePath.of("/f");

  private final AtomicLong clock = new AtomicLong();

  @AutoClose
  private final NfsServer server =
      NfsServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new MemoryStore(7, 1 << 20),
          "/",
          Caller.Squash.NONE,
          StateOptions.standard().withClock(clock::get));

  LeaseTest() throws IOException {}

  private Client4 attach() throws IOException {
    Credential caller = new Credential.Sys(0, "test", 0, 0, List.of());
    return Client4.attach(
        new Server4(server.address(), "/", caller, 1, 16, 10_000_000_000L, false),
        "lease" + System.nanoTime(),
        null);
  }

  @Test
  void lockThatTheServerGaveToAnotherIsToldAsLost() throws IOException {
    try (Client4 client = attach();
        FileSystemSession session = client.connect();
        Client4 others = attach();
        FileSystemSession other = others.connect()) {
      FileHandle file = session.open(PATH, OpenMode.READ_WRITE.create());
      assertTrue(
          Objects.requireNonNull(session.capability(Capability.Locks.class))
              .tryLock(file, 0, 0, true));
      clock.addAndGet(TimeUnit.HOURS.toNanos(1));
      try (FileHandle theirs = other.open(PATH, OpenMode.READ_WRITE)) {
        assertTrue(
            Objects.requireNonNull(other.capability(Capability.Locks.class))
                .tryLock(theirs, 0, 0, true));
        IoBuffer buffer = IoBuffer.allocate(16);
        TargetException e = assertThrows(TargetException.class, () -> file.write(buffer, 16, 0));
        assertEquals(ErrorKind.EIO, e.kind());
        assertTrue(e.getMessage().contains("results of this run don't count"), e.getMessage());
        assertThrows(TargetException.class, file::close);
      }
      session.open(PATH, OpenMode.READ).close();
    }
  }
}
