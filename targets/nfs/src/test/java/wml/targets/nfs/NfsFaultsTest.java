package wml.targets.nfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.CallLog;
import wml.api.target.Deployment;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.SyncMode;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.DirectoryStore;

/** The client of version 3 over slow and broken connections, and servers that start anew. */
@Timeout(120)
final class NfsFaultsTest {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 64;
  private static final int THREADS = 3;
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();

  @TempDir private Path folder;

  private static Deployment deploy(Map<String, String> options) throws IOException {
    NfsTarget target = new NfsTarget();
    return target.deploy(Options.resolve(target.info(), options), new Scope(1, note -> {}));
  }

  private static long quickestStat(Map<String, String> options) throws IOException {
    long quickest = Long.MAX_VALUE;
    try (Deployment deployment = deploy(options);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      FilePath root = FilePath.of("/");
      FileStat stat = new FileStat();
      for (int i = 0; i < 30; i++) {
        long begin = System.nanoTime();
        session.stat(root, stat);
        quickest = Math.min(quickest, System.nanoTime() - begin);
      }
    }
    return quickest;
  }

  @Test
  void everyCallTakesTheRoundTripLonger() throws IOException {
    long nanos = quickestStat(Map.of("rtt", "10ms"));
    assertTrue(nanos >= 10_000_000 && nanos < 13_000_000, "took " + nanos);
    assertTrue(quickestStat(Map.of()) < 5_000_000);
  }

  @Test
  void bandwidthLimitsData() throws IOException {
    int bytes = 1 << 20;
    try (Deployment deployment = deploy(Map.of("bandwidth", "4m"));
        FileSystemSession session = deployment.connect(Identity.COORDINATOR);
        FileHandle file = session.open(FilePath.of("/f"), NEW)) {
      long begin = System.nanoTime();
      assertEquals(bytes, file.write(IoBuffer.allocate(bytes), bytes, 0));
      long nanos = System.nanoTime() - begin;
      assertTrue(nanos > 240_000_000 && nanos < 2_000_000_000, "took " + nanos);
    }
  }

  /** Writes and reads blocks of its own file until it is told to stop; returns how many. */
  private static final class Load implements AutoCloseable {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong operations = new AtomicLong();
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();

    Load(Deployment deployment) {
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        threads.add(
            CompletableFuture.runAsync(() -> work(deployment, number), Thread::startVirtualThread));
      }
    }

    private void work(Deployment deployment, int number) {
      try (FileSystemSession session = deployment.connect(Identity.COORDINATOR);
          FileHandle file = session.open(FilePath.of("/f" + number), NEW.sync())) {
        IoBuffer buffer = IoBuffer.allocate(BLOCK);
        long[] last = new long[BLOCKS];
        for (long i = 1; !stop.get(); i++) {
          int block = (int) (i % BLOCKS);
          buffer.memory().asSlice(0, BLOCK).fill((byte) i);
          buffer.memory().set(ValueLayout.JAVA_LONG, 0, i);
          assertEquals(BLOCK, file.write(buffer, BLOCK, (long) block * BLOCK));
          last[block] = i;
          int other = (int) (i * 31 % BLOCKS);
          if (last[other] > 0) {
            assertEquals(BLOCK, file.read(buffer, BLOCK, (long) other * BLOCK));
            assertEquals(last[other], buffer.memory().get(ValueLayout.JAVA_LONG, 0));
            assertEquals((byte) last[other], buffer.memory().get(ValueLayout.JAVA_BYTE, 99));
          }
          FilePath made = FilePath.of("/n" + number);
          session.open(made, NEW.exclusive()).close();
          session.remove(made);
          operations.incrementAndGet();
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Waits for some more operations, or a failure. */
    void goOn(long more) {
      long wanted = operations.get() + more;
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (operations.get() < wanted && threads.stream().noneMatch(CompletableFuture::isDone)) {
        assertTrue(System.nanoTime() < deadline, "no progress: " + operations);
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    public void close() {
      stop.set(true);
      for (CompletableFuture<Void> each : threads) {
        try {
          each.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          throw new AssertionError(e.getCause());
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  @Test
  void cutConnectionsAreSurvived() throws IOException {
    try (Deployment deployment = deploy(Map.of("cut", "50ms"))) {
      try (Load load = new Load(deployment)) {
        long end = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < end) {
          load.goOn(1);
        }
      }
    }
  }

  @Test
  void aServerThatStartsAnewIsFoundAgain() throws IOException {
    NfsServer server = serve(0);
    int port = server.address().getPort();
    Map<String, String> options =
        new HashMap<>(Map.of("host", "127.0.0.1", "port", Integer.toString(port)));
    options.put("rtt", "1ms");
    try (Deployment deployment = deploy(options)) {
      try (Load load = new Load(deployment)) {
        for (int i = 0; i < 4; i++) {
          load.goOn(20);
          server.close();
          LockSupport.parkNanos(20_000_000); // calls meet a closed port
          server = serve(port);
        }
        load.goOn(20);
      }
    } finally {
      server.close();
    }
  }

  private NfsServer serve(int port) throws IOException {
    return NfsServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        DirectoryStore.open(
            Files.createDirectories(folder.resolve("data")),
            Files.createDirectories(folder.resolve("state"))),
        "/",
        Caller.Squash.NONE);
  }

  /** What one call was told as. */
  private record Told(String operation, long offset, long length, int status) {}

  @Test
  void everyCallIsTraced() throws IOException {
    List<Told> told = new ArrayList<>();
    CallLog log =
        (begin, end, id, program, operation, handle, handleLength, offset, length, status) -> {
          assertTrue(end >= begin, "ends before it begins");
          assertEquals(operation.equals("MNT"), handleLength == 0, operation);
          told.add(new Told(operation, offset, length, status));
        };
    NfsTarget target = new NfsTarget();
    Scope scope = new Scope(1, note -> {}, (kind, begin, duration, text) -> {}, () -> log);
    IoBuffer buffer = IoBuffer.allocate(BLOCK);
    try (Deployment deployment = target.deploy(Options.resolve(target.info(), Map.of()), scope);
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      try (FileHandle file = session.open(FilePath.of("/f"), NEW)) {
        file.write(buffer, BLOCK, 8192);
        file.read(buffer, 100, 8200);
        file.sync(SyncMode.ALL);
      }
      session.stat(FilePath.of("/missing"), new FileStat());
    }
    long none = CallLog.NONE;
    assertEquals(
        List.of(
            new Told("MNT", none, none, 0),
            new Told("FSINFO", none, none, 0),
            new Told("CREATE", none, none, 0),
            new Told("WRITE", 8192, BLOCK, 0),
            new Told("READ", 8200, 100, 0),
            new Told("COMMIT", 0, 0, 0),
            new Told("LOOKUP", none, none, 2)),
        told);
  }
}
