package wml.targets.nfs.pnfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.MemoryStore;

/** The metadata server's store, over data servers of its own process. */
final class StripedStoreTest {
  private static final int UNIT = 64 << 10;
  private static final long PATIENCE = 300_000_000;

  private final List<KeptServer> servers = new ArrayList<>();
  private final MemoryStore inner = new MemoryStore(7, 1L << 30);
  private final Handle root = new Handle();
  private final FileAttributes attributes = new FileAttributes();

  @AfterEach
  void stop() {
    servers.forEach(KeptServer::close);
  }

  private StripedStore store(int count, int mirrors) throws IOException {
    for (int i = 0; i < count; i++) {
      servers.add(new KeptServer());
    }
    return again(mirrors);
  }

  private StripedStore again(int mirrors) {
    int type = mirrors > 1 ? Nfs4.LAYOUT4_FLEX_FILES : Nfs4.LAYOUT4_NFSV4_1_FILES;
    StripedStore out =
        new StripedStore(
            inner,
            servers.stream().map(KeptServer::address).toList(),
            new StripeShape(UNIT, mirrors, type),
            PATIENCE);
    out.root(root);
    return out;
  }

  private Handle create(StripedStore store, String name) {
    Handle file = new Handle();
    AttributeChange first = new AttributeChange();
    first.mode = 0644;
    assertEquals(0, store.create(root, new Name().set(name), true, first, file, attributes));
    return file;
  }

  private static byte[] bytes(int length, long seed) {
    byte[] out = new byte[length];
    new Random(seed).nextBytes(out);
    return out;
  }

  private static void write(StripedStore store, Handle file, long offset, byte[] data) {
    assertEquals(0, store.write(file, offset, ByteBuffer.wrap(data), Nfs3.UNSTABLE));
  }

  private static byte[] read(StripedStore store, Handle file, long offset, int length) {
    ByteBuffer into = ByteBuffer.allocate(length);
    int n = store.read(file, offset, into);
    assertTrue(n >= 0, "status " + -n);
    return Arrays.copyOf(into.array(), n);
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, what);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void unitsGoRoundTheServersAndKeepTheirOffset() throws IOException {
    try (StripedStore store = store(3, 1)) {
      byte[] data = bytes(10 * UNIT + 1000, 1);
      Handle file = create(store, "striped");
      write(store, file, 0, data);
      String name = servers.get(0).names().get(0);
      List<byte[]> parts = servers.stream().map(s -> s.content(name)).toList();
      int first = -1;
      for (int unit = 0; unit * UNIT < data.length; unit++) {
        int begin = unit * UNIT;
        int end = Math.min(data.length, begin + UNIT);
        int holder = -1;
        for (int s = 0; s < 3; s++) {
          if (parts.get(s).length >= end
              && Arrays.equals(data, begin, end, parts.get(s), begin, end)) {
            assertEquals(-1, holder, "unit " + unit + " is on two servers");
            holder = s;
          }
        }
        first = unit == 0 ? holder : first;
        assertEquals((first + unit) % 3, holder, "server of unit " + unit);
      }
      assertArrayEquals(data, read(store, file, 0, data.length + 50));
      assertArrayEquals(
          Arrays.copyOfRange(data, UNIT - 10, 3 * UNIT + 10),
          read(store, file, UNIT - 10, 2 * UNIT + 20));
    }
  }

  @Test
  void sizeIsThatOfTheDataAndHolesAreZeros() throws IOException {
    try (StripedStore store = store(3, 1)) {
      Handle file = create(store, "sparse");
      write(store, file, 5 * UNIT, new byte[] {1, 2, 3});
      store.attributes(file, attributes);
      assertEquals(5 * UNIT + 3, attributes.size);
      byte[] expected = new byte[5 * UNIT + 3];
      expected[5 * UNIT] = 1;
      expected[5 * UNIT + 1] = 2;
      expected[5 * UNIT + 2] = 3;
      assertArrayEquals(expected, read(store, file, 0, 6 * UNIT));
    }
  }

  @Test
  void whatWasCutReadsAsZerosWhenTheFileGrowsAgain() throws IOException {
    try (StripedStore store = store(3, 1)) {
      Handle file = create(store, "cut");
      write(store, file, 0, bytes(4 * UNIT, 2));
      AttributeChange size = new AttributeChange();
      size.size = 10;
      assertEquals(0, store.change(file, size, attributes));
      assertEquals(10, attributes.size);
      size.size = 4 * UNIT;
      assertEquals(0, store.change(file, size, attributes));
      byte[] expected = Arrays.copyOf(Arrays.copyOf(bytes(4 * UNIT, 2), 10), 4 * UNIT);
      assertArrayEquals(expected, read(store, file, 0, 4 * UNIT));
    }
  }

  @Test
  void removedFilesLeaveNothingOnTheServers() throws IOException {
    try (StripedStore store = store(2, 1)) {
      write(store, create(store, "a"), 0, bytes(3 * UNIT, 3));
      write(store, create(store, "b"), 0, bytes(3 * UNIT, 4));
      assertEquals(2, servers.get(0).names().size());
      assertEquals(0, store.remove(root, new Name().set("a")));
      create(store, "c");
      assertEquals(0, store.rename(root, new Name().set("c"), root, new Name().set("b")));
      await("no data is left", () -> servers.stream().allMatch(s -> s.names().isEmpty()));
    }
  }

  @Test
  void filesAreThereWhenTheMetadataServerStartsAnew() throws IOException {
    byte[] data = bytes(5 * UNIT + 7, 5);
    Handle file;
    StripedStore before = store(3, 1);
    file = create(before, "kept");
    write(before, file, 0, data);
    assertEquals(0, before.commit(file));
    StripedStore after = again(1); // over the same inner store, as before was killed
    assertArrayEquals(data, read(after, file, 0, 6 * UNIT));
    after.attributes(file, attributes);
    assertEquals(data.length, attributes.size);
    after.close();
    before.close();
  }

  @Test
  void killedServerWithMirrorCostsNothingAndIsFilledAnew() throws IOException {
    try (StripedStore store = store(2, 2)) {
      byte[] data = bytes(8 * UNIT, 6);
      Handle file = create(store, "mirrored");
      write(store, file, 0, Arrays.copyOf(data, 4 * UNIT));
      servers.get(0).stop();
      write(store, file, 4 * UNIT, Arrays.copyOfRange(data, 4 * UNIT, 8 * UNIT));
      assertEquals(0, store.commit(file));
      assertArrayEquals(data, read(store, file, 0, data.length));
      assertEquals(1, store.staleFiles());
      servers.get(0).restart();
      await("the mirror is filled", () -> store.staleFiles() == 0);
      servers.get(1).stop();
      assertArrayEquals(data, read(store, file, 0, data.length));
      servers.get(1).restart();
    }
  }

  @Test
  void staleMirrorIsKnownAfterTheMetadataServerStartsAnew() throws IOException {
    byte[] old = bytes(2 * UNIT, 7);
    byte[] data = bytes(2 * UNIT, 8);
    StripedStore before = store(2, 2);
    Handle file = create(before, "mirrored");
    write(before, file, 0, old);
    servers.get(0).stop();
    write(before, file, 0, data);
    StripedStore after = again(2);
    servers.get(0).restart();
    assertArrayEquals(data, read(after, file, 0, data.length));
    before.close();
    after.close();
  }

  @Test
  void serverThatCameBackWithoutUnsyncedWritesIsStaleBeforeTheCommit() throws IOException {
    try (StripedStore store = store(2, 2)) {
      Handle file = create(store, "mirrored");
      write(store, file, 0, bytes(UNIT, 9));
      servers.get(0).stop();
      servers.get(0).restart();
      long verifier = store.writeVerifier();
      assertEquals(0, store.commit(file));
      assertEquals(verifier, store.writeVerifier(), "the other mirror has it all");
      await("the mirror is filled", () -> store.staleFiles() == 0);
    }
  }

  @Test
  void lossWithoutMirrorShowsInTheVerifier() throws IOException {
    try (StripedStore store = store(2, 1)) {
      Handle file = create(store, "alone");
      write(store, file, 0, bytes(4 * UNIT, 10));
      final long verifier = store.writeVerifier();
      servers.get(1).stop();
      servers.get(1).restart();
      assertEquals(0, store.commit(file));
      assertNotEquals(verifier, store.writeVerifier());
    }
  }

  @Test
  void missingServerWithoutMirrorIsAnErrorOncePatienceEnds() throws IOException {
    try (StripedStore store = store(2, 1)) {
      Handle file = create(store, "alone");
      write(store, file, 0, bytes(4 * UNIT, 11));
      servers.get(1).stop();
      assertEquals(-Nfs3.NFS3ERR_IO, store.read(file, 0, ByteBuffer.allocate(4 * UNIT)));
      servers.get(1).restart();
      assertArrayEquals(bytes(4 * UNIT, 11), read(store, file, 0, 4 * UNIT));
    }
  }
}
