package wml.targets.nfs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.DirectoryStore;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.nfs.store.Privilege;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrReader;

/**
 * Whatever callers send, the server goes on serving others, and keeps nothing of it. {@code
 * ci/bench/fuzz} sends more than this test.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills it in
final class HostileCallersTest {
  private static final int RECORDS = Integer.getInteger("wml.fuzz.records", 50_000);
  private static final long SEED = Long.getLong("wml.fuzz.seed", 7);
  private static final int PER_CONNECTION = 50;
  private static final long MIB = 1 << 20;
  private static final long TIMEOUT = 20_000_000_000L;
  private static final int SYSTEM_ERR = 5;

  @TempDir private Path directory;

  private static NfsServer start(FileStore store) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return NfsServer.start(any, store, "/", Caller.Squash.NONE);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void recordsOfAnyKindHarmNoFilesInMemory() throws Exception {
    fuzz(new MemoryStore(1, 256 * MIB), RECORDS / 2);
  }

  @Test
  void recordsOfAnyKindHarmNoDirectoryAndLeaveNothingOutside() throws Exception {
    Privilege.needsHandles(directory);
    Path shared = Path.of("/dev/shm");
    Path base =
        Files.createTempDirectory(Files.isWritable(shared) ? shared : directory, "wml-fuzz");
    Path export = Files.createDirectory(base.resolve("export"));
    Files.writeString(base.resolve("secret"), "secret");
    try {
      fuzz(DirectoryStore.open(export, null), RECORDS - RECORDS / 2);
      try (Stream<Path> outside = Files.list(base)) {
        assertEquals(2, outside.count());
      }
      assertEquals("secret", Files.readString(base.resolve("secret")));
    } finally {
      remove(base);
    }
  }

  private static void remove(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(tree)) {
      all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private static void fuzz(FileStore store, int records) throws Exception {
    final long before = descriptors();
    final long heapBefore = heapBytes();
    AtomicInteger answers = new AtomicInteger();
    AtomicInteger broken = new AtomicInteger();
    try (NfsServer server = start(store)) {
      CallGenerator calls = new CallGenerator(SEED, store);
      for (int sent = 0; sent < records; sent += PER_CONNECTION) {
        List<byte[]> batch = new ArrayList<>();
        for (int i = 0; i < PER_CONNECTION - 8; i++) {
          batch.add(calls.call());
        }
        converse(server.address(), batch, answers, broken);
        for (int i = 0; i < 4; i++) {
          converse(server.address(), List.of(calls.noise(), calls.noise()), answers, broken);
        }
        if (sent % (PER_CONNECTION * 50) == 0) {
          assertServes(server, store);
        }
      }
      assertServes(server, store);
      String seen = "seed " + SEED + ": " + answers + " answers, " + broken + " SYSTEM_ERR";
      assertTrue(answers.get() > records / 2, seen);
      assertEquals(0, broken.get(), seen);
    }
    long kept = heapBytes() - heapBefore;
    assertTrue(kept < 64 * MIB, () -> kept + " bytes of heap");
    long open = descriptors();
    assertTrue(open <= before + 2, () -> open + " descriptors, before " + before);
  }

  /** Sends all, and takes all answers; the server may end the connection. */
  private static void converse(
      InetSocketAddress server, List<byte[]> records, AtomicInteger answers, AtomicInteger broken)
      throws Exception {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(TIMEOUT));
      AtomicInteger silent = new AtomicInteger();
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      read(new DataInputStream(socket.getInputStream()), answers, broken);
                    } catch (java.net.SocketTimeoutException e) {
                      silent.incrementAndGet();
                    } catch (IOException e) {
                      // The server has cut it off.
                    }
                  });
      try {
        for (byte[] record : records) {
          socket.getOutputStream().write(record);
        }
        socket.shutdownOutput();
      } catch (IOException e) {
        // The server has cut it off.
      }
      reader.join(TimeUnit.NANOSECONDS.toMillis(2 * TIMEOUT));
      assertEquals(0, silent.get(), "neither answered nor ended, seed " + SEED);
    }
  }

  private static void read(DataInputStream in, AtomicInteger answers, AtomicInteger broken)
      throws IOException {
    try {
      while (true) {
        byte[] body = new byte[in.readInt() & 0x7fff_ffff];
        in.readFully(body);
        answers.incrementAndGet();
        ByteBuffer answer = ByteBuffer.wrap(body);
        if (answer.getInt(8) == 0 && answer.getInt(20) == SYSTEM_ERR) {
          broken.incrementAndGet();
        }
      }
    } catch (EOFException e) {
      // It is over.
    }
  }

  private static void assertServes(NfsServer server, FileStore store) throws IOException {
    try (RpcClient client = new RpcClient(server.address(), 1, 1 << 20, TIMEOUT)) {
      assertEquals(0, attributes(client, store));
    }
  }

  private static int attributes(RpcClient client, FileStore store) throws IOException {
    Handle root = new Handle();
    store.root(root);
    client.credential(new Credential.Sys(0, "test", 0, 0, List.of()));
    root.write(client.begin(Nfs3.NFS_PROGRAM, Nfs3.NFS_V3, Nfs3.NFSPROC3_GETATTR));
    int[] status = {-1};
    client.end(
        new ReplyHandler() {
          @Override
          public void succeeded(long tag, XdrReader results)
              throws wml.targets.wire.xdr.XdrException {
            status[0] = results.getInt();
          }

          @Override
          public void failed(long tag, RpcException reason) {
            throw new AssertionError(reason);
          }
        },
        0);
    client.receiveAll();
    return status[0];
  }

  @Test
  void slowCallersHarmNobodyElse() throws Exception {
    MemoryStore store = new MemoryStore(1, 64 * MIB);
    List<Socket> slow = new ArrayList<>();
    try (NfsServer server = start(store)) {
      CallGenerator calls = new CallGenerator(SEED, store);
      Handle file = new Handle();
      Handle root = new Handle();
      store.root(root);
      store.lookup(
          root,
          new wml.targets.nfs.protocol.Name().set("f"),
          file,
          new wml.targets.nfs.protocol.FileAttributes());
      store.write(file, 0, ByteBuffer.allocateDirect(1 << 20), 0);
      byte[] read = calls.read(file, 1 << 20);
      for (int i = 0; i < 20; i++) {
        Socket half = new Socket(server.address().getAddress(), server.address().getPort());
        half.getOutputStream().write(read, 0, 1 + i);
        slow.add(half);
        Socket deaf = new Socket(server.address().getAddress(), server.address().getPort());
        for (int call = 0; call < 40; call++) { // never takes the 40 MiB
          deaf.getOutputStream().write(read);
        }
        slow.add(deaf);
      }
      long begin = System.nanoTime();
      try (RpcClient client = new RpcClient(server.address(), 1, 1 << 20, TIMEOUT)) {
        for (int i = 0; i < 2000; i++) {
          assertEquals(0, attributes(client, store));
        }
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      assertTrue(millis < 10_000, () -> "2000 calls took " + millis + " ms");
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }
}
