package wml.targets.nfs.pnfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.targets.nfs.client.Client;
import wml.targets.nfs.client.Client3;
import wml.targets.nfs.client.Server3;
import wml.targets.nfs.client.v4.Client4;
import wml.targets.nfs.client.v4.Server4;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.wire.oncrpc.Credential;

/** Clients with and without layouts, a metadata server, data servers. */
@Timeout(120)
final class PnfsTest {
  private static final int UNIT = 64 << 10;
  private static final long PATIENCE = 20_000_000_000L;
  private static final Credential ROOT = new Credential.Sys(0, "test", 0, 0, List.of());

  private final List<KeptServer> servers = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable StripedStore striped;
  private @Nullable NfsServer metadata;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    if (metadata != null) {
      metadata.close();
    }
    servers.forEach(KeptServer::close);
  }

  private void start(int count, int mirrors) throws IOException {
    for (int i = 0; i < count; i++) {
      servers.add(new KeptServer());
    }
    int type = mirrors > 1 ? Nfs4.LAYOUT4_FLEX_FILES : Nfs4.LAYOUT4_NFSV4_1_FILES;
    striped =
        new StripedStore(
            new MemoryStore(7, 1L << 30),
            servers.stream().map(KeptServer::address).toList(),
            new StripeShape(UNIT, mirrors, type),
            5_000_000_000L);
    metadata =
        NfsServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            store(),
            "/",
            Caller.Squash.NONE);
  }

  private StripedStore store() {
    return Objects.requireNonNull(striped, "not started");
  }

  private InetSocketAddress address() {
    return Objects.requireNonNull(metadata, "not started").address();
  }

  private FileSystemSession session4() throws IOException {
    int use = Nfs4.EXCHGID4_FLAG_USE_NON_PNFS | Nfs4.EXCHGID4_FLAG_USE_PNFS_MDS;
    Server4 server = new Server4(address(), "/", ROOT, 1, 16, PATIENCE, false, use);
    return session(Client4.attach(server, "four" + open.size(), null));
  }

  private FileSystemSession session3() throws IOException {
    Server3 server = new Server3(address(), address(), "/", ROOT, 16, PATIENCE);
    return session(Client3.mount(server, "three" + open.size(), null));
  }

  private FileSystemSession session(Client client) throws IOException {
    open.add(client);
    FileSystemSession session = client.connect();
    open.add(session);
    return session;
  }

  private static byte[] bytes(int length, long seed) {
    byte[] out = new byte[length];
    new Random(seed).nextBytes(out);
    return out;
  }

  private static void write(FileHandle file, long offset, byte[] data) throws IOException {
    IoBuffer buffer = IoBuffer.allocate(data.length);
    MemorySegment.copy(data, 0, buffer.memory(), ValueLayout.JAVA_BYTE, 0, data.length);
    buffer.window(0, data.length);
    assertEquals(data.length, file.write(buffer, data.length, offset));
  }

  private static byte[] read(FileHandle file, int length) throws IOException {
    IoBuffer buffer = IoBuffer.allocate(length);
    buffer.window(0, length);
    int n = file.read(buffer, length, 0);
    return Arrays.copyOf(buffer.memory().toArray(ValueLayout.JAVA_BYTE), Math.max(0, n));
  }

  private static byte[] content(FileSystemSession session, String path, int length)
      throws IOException {
    try (FileHandle file = session.open(FilePath.of(path), OpenMode.READ)) {
      return read(file, length);
    }
  }

  private static OpenMode creating() {
    return OpenMode.READ_WRITE.create();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, what);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private int sum(java.util.function.ToIntFunction<KeptServer> of) {
    return servers.stream().mapToInt(of).sum();
  }

  @Test
  void clientWithLayoutWritesEachUnitToItsServerItself() throws IOException {
    start(3, 1);
    byte[] data = bytes(12 * UNIT, 1);
    FileSystemSession session = session4();
    try (FileHandle file = session.open(FilePath.of("/striped"), creating())) {
      write(file, 0, data);
      file.sync(SyncMode.ALL);
      assertArrayEquals(data, read(file, data.length + 100));
    }
    assertEquals(0, sum(s -> s.fromMetadataServer.get()), "nothing is proxied");
    for (KeptServer each : servers) {
      assertEquals(8, each.fromClients.get(), "four units, written and read");
    }
    String name = servers.get(0).names().get(0);
    int first = -1;
    for (int unit = 0; unit < 12; unit++) {
      int holder = -1;
      for (int s = 0; s < 3; s++) {
        byte[] part = servers.get(s).content(name);
        int end = (unit + 1) * UNIT;
        if (part.length >= end && Arrays.equals(data, unit * UNIT, end, part, unit * UNIT, end)) {
          holder = s;
        }
      }
      first = unit == 0 ? holder : first;
      assertEquals((first + unit) % 3, holder, "server of unit " + unit);
    }
    FileStat stat = new FileStat();
    session3().stat(FilePath.of("/striped"), stat);
    assertEquals(data.length, stat.sizeBytes, "LAYOUTCOMMIT told the size");
  }

  @Test
  void clientsWithAndWithoutLayoutsSeeTheSameBytes() throws IOException {
    start(3, 1);
    FileSystemSession with = session4();
    FileSystemSession without = session3();
    byte[] one = bytes(7 * UNIT + 123, 2);
    byte[] two = bytes(5 * UNIT + 77, 3);
    try (FileHandle file = with.open(FilePath.of("/one"), creating())) {
      write(file, 0, one);
    }
    try (FileHandle file = without.open(FilePath.of("/two"), creating())) {
      write(file, 0, two);
    }
    assertArrayEquals(one, content(without, "/one", 8 * UNIT));
    assertArrayEquals(two, content(with, "/two", 8 * UNIT));
  }

  @Test
  void layoutIsRecalledWhenAClientWithoutOneWrites() throws IOException {
    start(2, 1);
    FileSystemSession with = session4();
    FileSystemSession without = session3();
    try (FileHandle mine = with.open(FilePath.of("/shared"), creating())) {
      write(mine, 0, bytes(4 * UNIT, 4));
      assertEquals(1, store().layouts().count());
      long begin = System.nanoTime();
      try (FileHandle other = without.open(FilePath.of("/shared"), OpenMode.READ_WRITE)) {
        write(other, UNIT, bytes(UNIT, 5));
      }
      assertEquals(0, store().layouts().count(), "it was recalled");
      assertTrue(System.nanoTime() - begin < 10_000_000_000L, "it needn't wait for a lease");
      byte[] expected = bytes(4 * UNIT, 4);
      System.arraycopy(bytes(UNIT, 5), 0, expected, UNIT, UNIT);
      assertArrayEquals(expected, read(mine, 5 * UNIT));
      write(mine, 2 * UNIT, bytes(UNIT, 6));
      System.arraycopy(bytes(UNIT, 6), 0, expected, 2 * UNIT, UNIT);
      assertArrayEquals(expected, content(without, "/shared", 5 * UNIT));
    }
  }

  @Test
  void layoutIsRecalledWhenTheFileIsCutOrRemoved() throws IOException {
    start(2, 1);
    FileSystemSession with = session4();
    FileSystemSession without = session3();
    try (FileHandle mine = with.open(FilePath.of("/cut"), creating())) {
      write(mine, 0, bytes(4 * UNIT, 7));
      try (FileHandle other = without.open(FilePath.of("/cut"), OpenMode.READ_WRITE)) {
        other.truncate(10);
      }
      assertArrayEquals(Arrays.copyOf(bytes(4 * UNIT, 7), 10), read(mine, 5 * UNIT));
    }
    without.remove(FilePath.of("/cut"));
    await("no data is left", () -> servers.stream().allMatch(s -> s.names().isEmpty()));
  }

  @Test
  void mirrorThatIsKilledUnderLoadCostsNoByte() throws IOException {
    start(2, 2);
    FileSystemSession session = session4();
    byte[] data = bytes(64 * UNIT, 8);
    try (FileHandle file = session.open(FilePath.of("/mirrored"), creating())) {
      for (int unit = 0; unit < 64; unit++) {
        if (unit == 20) {
          servers.get(0).stop();
        }
        write(file, (long) unit * UNIT, Arrays.copyOfRange(data, unit * UNIT, (unit + 1) * UNIT));
        if (unit % 8 == 7) {
          file.sync(SyncMode.ALL);
        }
      }
      assertArrayEquals(data, read(file, data.length));
    }
    assertEquals(1, store().staleFiles());
    servers.get(0).restart();
    await("the mirror is filled", () -> store().staleFiles() == 0);
    servers.get(1).stop();
    assertArrayEquals(data, content(session3(), "/mirrored", data.length + 1));
    assertArrayEquals(data, content(session4(), "/mirrored", data.length + 1));
    servers.get(1).restart();
  }

  @Test
  void dataServerThatIsAwayIsWaitedFor() throws IOException {
    start(2, 1);
    FileSystemSession session = session4();
    byte[] data = bytes(8 * UNIT, 9);
    try (FileHandle file = session.open(FilePath.of("/alone"), creating())) {
      write(file, 0, data);
      file.sync(SyncMode.ALL);
      servers.get(1).stop();
      servers.get(1).restart();
      assertArrayEquals(data, read(file, data.length));
    }
  }
}
