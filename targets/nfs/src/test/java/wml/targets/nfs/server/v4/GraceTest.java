package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wml.targets.nfs.server.v4.Compounds.op;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;
import wml.targets.nfs.server.v4.Served.File;
import wml.targets.nfs.state.ClientRecords;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;

/** A server that comes back: who may reclaim what, and when. */
final class GraceTest {
  private static final int BOTH = Nfs4.OPEN4_SHARE_ACCESS_BOTH;
  private static final Op COMPLETE = op(Nfs4.OP_RECLAIM_COMPLETE, out -> out.putBoolean(false));

  @TempDir private Path directory;

  /** Keeps its files when the server that had it ends. */
  private final MemoryStore files = new MemoryStore(42, 1 << 30);

  private Served serve() throws IOException {
    FileStore kept =
        (FileStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FileStore.class},
                (proxy, method, arguments) ->
                    method.getName().equals("close") ? null : method.invoke(files, arguments));
    return new Served(kept, StateOptions.standard().withRecords(ClientRecords.open(directory)));
  }

  private static Op reclaim(String owner) {
    return Served.openCurrent(owner, BOTH, 0, Nfs4.CLAIM_PREVIOUS);
  }

  private static Op lock(StateId open, boolean reclaim) {
    return op(
        Nfs4.OP_LOCK,
        out -> {
          out.putInt(Nfs4.WRITE_LT).putBoolean(reclaim).putLong(0).putLong(9).putBoolean(true);
          out.putInt(0);
          open.write(out);
          out.putInt(0).putLong(0).putString("locker");
        });
  }

  @Test
  void clientsReclaimWhatTheyHeld() throws IOException {
    Handle handle;
    try (Served served = serve();
        Compounds a = served.client("a");
        Compounds b = served.client("b")) {
      File file = Served.opened(a, "o", "f", BOTH, 0);
      handle = file.handle();
      assertEquals(0, a.call(Served.put(handle), lock(file.id(), false)).status());
      assertEquals(Nfs4.NFS4ERR_NO_GRACE, b.call(Served.put(handle), reclaim("late")).status());
    }
    try (Served served = serve();
        Compounds a = served.connect();
        Compounds b = served.connect();
        Compounds stranger = served.connect()) {
      begin(a, "a");
      begin(b, "b");
      begin(stranger, "stranger");
      Op anew = Served.open("o", "f", BOTH, 0);
      assertEquals(Nfs4.NFS4ERR_GRACE, b.call(Served.root(), anew).status());
      assertEquals(
          Nfs4.NFS4ERR_RECLAIM_BAD, stranger.call(Served.put(handle), reclaim("s")).status());
      Results results = a.call(Served.put(handle), reclaim("o"));
      StateId id = results.ok(Nfs4.OP_PUTFH).ok(Nfs4.OP_OPEN).stateId();
      assertEquals(0, a.call(Served.put(handle), lock(id, true)).status());
      assertEquals(0, a.call(COMPLETE).status());
      assertEquals(Nfs4.NFS4ERR_NO_GRACE, a.call(Served.put(handle), reclaim("o")).status());
      // Client b has not reclaimed yet: nobody gets anything new.
      assertEquals(Nfs4.NFS4ERR_GRACE, a.call(Served.root(), anew).status());
      assertEquals(0, b.call(COMPLETE).status());
      assertEquals(0, a.call(Served.root(), anew).status());
      assertEquals(0, stranger.call(COMPLETE).status());
      assertEquals(0, stranger.call(Served.root(), anew).status());
    }
  }

  @Test
  void whoDoesNotComeBackInTimeIsForgotten() throws IOException {
    try (Served served = serve();
        Compounds a = served.client("a")) {
      Served.opened(a, "o", "f", BOTH, 0);
    }
    try (Served served = serve();
        Compounds b = served.connect()) {
      begin(b, "b");
      assertEquals(0, b.call(COMPLETE).status());
      Op anew = Served.open("o", "f", BOTH, 0);
      assertEquals(Nfs4.NFS4ERR_GRACE, b.call(Served.root(), anew).status());
      served.clock.addAndGet(Served.LEASE + 1);
      assertEquals(0, b.call(Served.root(), anew).status());
    }
    try (Served served = serve();
        Compounds a = served.connect();
        Compounds b = served.connect()) {
      begin(a, "a");
      begin(b, "b");
      Handle root = new Handle();
      files.root(root);
      assertEquals(Nfs4.NFS4ERR_RECLAIM_BAD, a.call(Served.put(root), reclaim("o")).status());
      assertEquals(Nfs4.NFS4ERR_ISDIR, b.call(Served.put(root), reclaim("o")).status());
    }
  }

  @Test
  void aClientThatLostItsLeaseMayNotReclaim() throws IOException {
    try (Served served = serve();
        Compounds a = served.client("a");
        Compounds b = served.client("b")) {
      Served.opened(a, "o", "f", BOTH, Nfs4.OPEN4_SHARE_DENY_BOTH);
      served.clock.addAndGet(Served.LEASE + 1);
      Served.opened(b, "o", "f", BOTH, 0);
    }
    try (Served served = serve();
        Compounds a = served.connect()) {
      begin(a, "a");
      Handle root = new Handle();
      files.root(root);
      assertEquals(Nfs4.NFS4ERR_RECLAIM_BAD, a.call(Served.put(root), reclaim("o")).status());
    }
  }

  @Test
  void recordsThatAreNoneAreRefusedWithTheirPath() throws IOException {
    ClientRecords.open(directory).close();
    Path file;
    try (var there = Files.list(directory)) {
      file = there.toList().getFirst();
    }
    Files.writeString(file, "what is this\n");
    IOException refusal = assertThrows(IOException.class, () -> ClientRecords.open(directory));
    assertTrue(refusal.toString().contains(file.toString()), refusal.toString());
  }

  private static void begin(Compounds client, String owner) throws IOException {
    assertEquals(0, client.exchange(owner, 1));
    assertEquals(0, client.createSession(4));
  }
}
