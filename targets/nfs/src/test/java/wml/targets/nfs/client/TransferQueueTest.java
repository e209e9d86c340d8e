package wml.targets.nfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.target.Capability.AsyncIo;
import wml.api.target.Capability.AsyncQueue;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.server.RecordedServer;
import wml.targets.wire.oncrpc.Credential;

/** What the conformance suite does not ask of requests under way. */
final class TransferQueueTest {
  /** How long the compiler may take on a busy machine before what is allocated counts. */
  private static final long COMPILE_NANOS = 10_000_000_000L;

  private static final long WAIT = 10_000_000_000L;
  private static final int DEPTH = 16;

  @AutoClose private final RecordedServer server = new RecordedServer();
  @AutoClose private final FileSystemSession session = connect();

  @AutoClose
  private final FileHandle file =
      session.open(FilePath.of("/f"), OpenMode.READ_WRITE.create().exclusive());

  @AutoClose
  private final AsyncQueue queue =
      Objects.requireNonNull(session.capability(AsyncIo.class)).queue(4 * DEPTH);

  TransferQueueTest() throws IOException {}

  private FileSystemSession connect() throws IOException {
    Credential caller = new Credential.Sys(0, "test", 0, 0, List.of());
    Server3 where = new Server3(server.address(), server.address(), "/", caller, DEPTH, WAIT);
    return Client3.mount(where, "test", null).connect();
  }

  private static IoBuffer numbered(int bytes, int first) {
    IoBuffer buffer = IoBuffer.allocate(bytes);
    for (int i = 0; i < bytes / 4; i++) {
      buffer.memory().set(ValueLayout.JAVA_INT, 4L * i, first + i);
    }
    return buffer;
  }

  private Map<Long, Integer> reapAll() throws IOException {
    Map<Long, Integer> done = new HashMap<>();
    queue.reap(queue.outstanding(), WAIT, done::put);
    assertEquals(0, queue.outstanding());
    return done;
  }

  private void fill(int bytes) throws IOException {
    assertEquals(bytes, file.write(numbered(bytes, 0), bytes, 0));
    server.taken();
  }

  @Test
  void longTransfersTakeSeveralCallsAndShortAnswersAreContinued() throws IOException {
    int bytes = 2 * RecordedServer.DATA_BYTES + 4096;
    IoBuffer data = numbered(bytes, 1);
    server.taken();
    queue.submitWrite(file, data, bytes, 0, 1);
    assertEquals(Map.of(1L, bytes), reapAll());
    assertEquals(Collections.nCopies(3, Nfs3.NFSPROC3_WRITE), server.taken());
    IoBuffer back = IoBuffer.allocate(bytes + 4096);
    queue.submitRead(file, back, bytes + 4096, 0, 2);
    assertEquals(Map.of(2L, bytes), reapAll(), "up to the end of the file");
    int calls = bytes / RecordedServer.SHORT_BYTES + 1;
    assertEquals(Collections.nCopies(calls, Nfs3.NFSPROC3_READ), server.taken());
    assertEquals(-1, data.memory().mismatch(back.memory().asSlice(0, bytes)));
  }

  @Test
  void otherCallsOfTheSessionGoOnMeanwhile() throws IOException {
    fill(RecordedServer.DATA_BYTES);
    FileStat stat = new FileStat();
    IoBuffer[] parts = new IoBuffer[4 * DEPTH];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = IoBuffer.allocate(1024);
      assertTrue(queue.submitRead(file, parts[i], 1024, i * 1024L, i));
      if (i % 8 == 7) {
        queue.handOver();
        file.stat(stat);
        assertEquals(RecordedServer.DATA_BYTES, stat.sizeBytes);
        assertTrue(session.stat(FilePath.of("/f"), stat));
      }
    }
    assertEquals(parts.length, reapAll().size());
    for (int i = 0; i < parts.length; i++) {
      assertEquals(i * 256, parts[i].memory().get(ValueLayout.JAVA_INT, 0));
    }
  }

  @Test
  void largeReadsAndWritesAtOnceDoNotBlockEachOther() throws IOException {
    int part = RecordedServer.SHORT_BYTES;
    int count = 2 * DEPTH;
    fill(2 * count * part);
    IoBuffer data = numbered(part, 7);
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < count; i++) {
        queue.submitRead(file, IoBuffer.allocate(part), part, (long) i * part, i);
        queue.submitWrite(file, data, part, (long) (count + i) * part, count + i);
      }
      assertEquals(Collections.nCopies(2 * count, part), List.copyOf(reapAll().values()));
    }
  }

  @Test
  void requestsSurviveALostConnection() throws IOException {
    fill(RecordedServer.DATA_BYTES);
    IoBuffer back = IoBuffer.allocate(RecordedServer.DATA_BYTES);
    server.restart();
    for (int i = 0; i < 4 * DEPTH; i++) {
      queue.submitWrite(file, numbered(1024, 100 * i), 1024, i * 1024L, i);
    }
    assertEquals(Collections.nCopies(4 * DEPTH, 1024), List.copyOf(reapAll().values()));
    assertEquals(RecordedServer.DATA_BYTES, file.read(back, RecordedServer.DATA_BYTES, 0));
    for (int i = 0; i < 4 * DEPTH; i++) {
      assertEquals(100 * i, back.memory().get(ValueLayout.JAVA_INT, i * 1024L));
    }
  }

  @Test
  void aClosedFileIsRemovedOnceItsRequestsAreOver() throws IOException {
    fill(4096);
    FileHandle other = session.open(FilePath.of("/f"), OpenMode.READ);
    queue.submitRead(other, IoBuffer.allocate(4096), 4096, 0, 1);
    file.close();
    other.close();
    session.remove(FilePath.of("/f"));
    assertEquals(Map.of(1L, 4096), reapAll());
    assertEquals(0, session.list(FilePath.of("/"), (name, length, directory) -> {}));
  }

  @Test
  void failuresSayFileAndOffset() throws IOException {
    server.taken();
    queue.submitWrite(file, numbered(4096, 0), 4096, Long.MAX_VALUE - 8192, 9);
    TargetException e = assertThrows(TargetException.class, this::reapAll);
    assertEquals("/f", e.path());
    assertEquals(Long.MAX_VALUE - 8192, e.offset());
    assertTrue(e.kind() == ErrorKind.EFBIG || e.kind() == ErrorKind.ENOSPC, e.toString());
    assertEquals(0, queue.outstanding());
  }

  @Test
  void requestsAllocateNothing() throws IOException {
    fill(4096 * DEPTH);
    IoBuffer buffer = IoBuffer.allocate(4096);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    while (least >= 200 && System.nanoTime() - begin < COMPILE_NANOS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int batch = 0; batch < 100; batch++) {
        for (int i = 0; i < DEPTH; i++) {
          queue.submitRead(file, buffer, 4096, i * 4096L, i);
          queue.submitWrite(file, buffer, 4096, i * 4096L, i);
        }
        queue.reap(2 * DEPTH, WAIT, IGNORED);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 200, least + " bytes in 3,200 requests");
  }

  private static final wml.api.target.Capability.Completion IGNORED = (tag, bytes) -> {};
}
