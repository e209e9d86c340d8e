package wml.targets.nfs.server.v4;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.server.v4.Compounds.Op;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;

/** A server whose clock stands still unless it is moved, and the operations of its tests. */
final class Served implements AutoCloseable {
  static final long LEASE = 10_000_000_000L;

  final AtomicLong clock = new AtomicLong();
  private final NfsServer server;

  Served() throws IOException {
    this(new MemoryStore(System.nanoTime(), 1 << 30), StateOptions.standard());
  }

  Served(FileStore store, StateOptions options) throws IOException {
    server =
        NfsServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            store,
            "/",
            Caller.Squash.NONE,
            options.withLease(LEASE).withClock(clock::get));
  }

  InetSocketAddress address() {
    return server.address();
  }

  Compounds connect() throws IOException {
    return new Compounds(address());
  }

  Compounds client(String owner) throws IOException {
    return connect().start(owner);
  }

  static Op root() {
    return Compounds.op(Nfs4.OP_PUTROOTFH);
  }

  static Op put(Handle handle) {
    return Compounds.op(Nfs4.OP_PUTFH, handle::write);
  }

  static Op getHandle() {
    return Compounds.op(Nfs4.OP_GETFH);
  }

  static Op lookup(String name) {
    return Compounds.op(Nfs4.OP_LOOKUP, out -> out.putString(name));
  }

  static Op lookup(byte[] name) {
    return Compounds.op(Nfs4.OP_LOOKUP, out -> out.putOpaque(name));
  }

  static Op attributes(int... bits) {
    return Compounds.op(Nfs4.OP_GETATTR, AttributeBits.of(bits)::write);
  }

  static Op directory(String name) {
    return Compounds.op(
        Nfs4.OP_CREATE,
        out -> {
          out.putInt(2).putString(name);
          Changes4.write(out, new AttributeChange());
        });
  }

  static Op remove(String name) {
    return Compounds.op(Nfs4.OP_REMOVE, out -> out.putString(name));
  }

  /** OPEN of a name in the current directory that is made if it isn't there. */
  static Op open(String owner, String name, int access, int deny) {
    return Compounds.op(
        Nfs4.OP_OPEN,
        out -> {
          out.putInt(0).putInt(access).putInt(deny).putLong(0).putString(owner);
          out.putInt(Nfs4.OPEN4_CREATE).putInt(Nfs4.UNCHECKED4);
          Changes4.write(out, new AttributeChange());
          out.putInt(Nfs4.CLAIM_NULL).putString(name);
        });
  }

  /** OPEN of the current file. */
  static Op openCurrent(String owner, int access, int deny, int claim) {
    return Compounds.op(
        Nfs4.OP_OPEN,
        out -> {
          out.putInt(0).putInt(access).putInt(deny).putLong(0).putString(owner);
          out.putInt(Nfs4.OPEN4_NOCREATE).putInt(claim);
          if (claim == Nfs4.CLAIM_PREVIOUS) {
            out.putInt(0);
          }
        });
  }

  static Op write(StateId id, long offset, String text) {
    return Compounds.op(
        Nfs4.OP_WRITE,
        out -> {
          id.write(out);
          out.putLong(offset).putInt(Nfs4.FILE_SYNC4);
          out.putOpaque(text.getBytes(StandardCharsets.UTF_8));
        });
  }

  static Op read(StateId id, long offset, int count) {
    return Compounds.op(
        Nfs4.OP_READ,
        out -> {
          id.write(out);
          out.putLong(offset).putInt(count);
        });
  }

  static Op close(StateId id) {
    return Compounds.op(
        Nfs4.OP_CLOSE,
        out -> {
          out.putInt(0);
          id.write(out);
        });
  }

  /** A file that a client opened. */
  record File(Handle handle, StateId id) {}

  static File opened(Compounds client, String owner, String name, int access, int deny)
      throws IOException {
    Results results = client.call(root(), open(owner, name, access, deny), getHandle());
    results.ok(Nfs4.OP_PUTROOTFH).ok(Nfs4.OP_OPEN);
    StateId id = results.stateId();
    skipOpen(results);
    return new File(results.ok(Nfs4.OP_GETFH).handle(), id);
  }

  /** What stands behind the stateid of an OPEN; the kind of delegation. */
  static int skipOpen(Results results) throws IOException {
    results.skip(20).getInt();
    new AttributeBits().read(results.reader());
    int kind = results.getInt();
    if (kind == Nfs4.OPEN_DELEGATE_NONE_EXT) {
      int why = results.getInt();
      results.skip(why == Nfs4.WND4_CONTENTION || why == Nfs4.WND4_RESOURCE ? 4 : 0);
    }
    return kind;
  }

  @Override
  public void close() {
    server.close();
  }
}
