package wml.targets.nfs.server.v4;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Raw COMPOUNDs over one connection: each operation is a number and what writes its arguments. */
final class Compounds implements AutoCloseable {
  static final long TIMEOUT = 10_000_000_000L;
  static final int MOST = 2 << 20;

  /** An operation of a call. */
  record Op(int number, Consumer<XdrWriter> arguments) {}

  private final RpcClient rpc;
  final SessionId session = new SessionId();
  long clientId;
  int createSequence;
  int sequence;
  int slot;
  int minor = 2;
  boolean cacheThis;
  boolean backChannel = true;

  Compounds(InetSocketAddress server) throws IOException {
    this(server, 0);
  }

  Compounds(InetSocketAddress server, int uid) throws IOException {
    rpc = new RpcClient(server, 8, MOST, TIMEOUT);
    rpc.credential(new Credential.Sys(0, "test", uid, uid, List.of()));
  }

  static Op op(int number) {
    return new Op(number, out -> {});
  }

  static Op op(int number, Consumer<XdrWriter> arguments) {
    return new Op(number, arguments);
  }

  Op sequence() {
    int number = ++sequence;
    return op(
        Nfs4.OP_SEQUENCE,
        out -> {
          session.write(out);
          out.putInt(number).putInt(slot).putInt(slot).putBoolean(cacheThis);
        });
  }

  /** One COMPOUND, as it is. */
  Results raw(Op... ops) throws IOException {
    XdrWriter out = rpc.begin(Nfs4.NFS4_PROGRAM, Nfs4.NFS_V4, Nfs4.NFSPROC4_COMPOUND);
    out.putString("tag").putInt(minor).putInt(ops.length);
    for (Op op : ops) {
      op.arguments().accept(out.putInt(op.number()));
    }
    List<Results> answers = new ArrayList<>();
    List<RpcException> failures = new ArrayList<>();
    rpc.end(
        new ReplyHandler() {
          @Override
          public void succeeded(long tag, XdrReader results) throws IOException {
            byte[] bytes = new byte[results.remaining()];
            results.fixed(bytes, bytes.length);
            answers.add(new Results(bytes));
          }

          @Override
          public void failed(long tag, RpcException reason) {
            failures.add(reason);
          }
        },
        0);
    rpc.receiveAll();
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return answers.getFirst();
  }

  /** One COMPOUND in the session: the result of SEQUENCE is read over if it succeeded. */
  Results call(Op... ops) throws IOException {
    Op[] all = new Op[ops.length + 1];
    all[0] = sequence();
    System.arraycopy(ops, 0, all, 1, ops.length);
    Results results = raw(all);
    if (results.begin(Nfs4.OP_SEQUENCE) == 0) {
      results.skip(36);
    }
    return results;
  }

  /** A client, a session with a back channel, and the end of reclaiming. */
  Compounds start(String owner) throws IOException {
    exchange(owner, 1);
    createSession(8);
    Results results = call(op(Nfs4.OP_RECLAIM_COMPLETE, out -> out.putBoolean(false)));
    if (results.status() != 0) {
      throw new IOException("RECLAIM_COMPLETE: " + results.status());
    }
    return this;
  }

  /** EXCHANGE_ID; its status. */
  int exchange(String owner, long verifier) throws IOException {
    return exchange(owner, verifier, 0);
  }

  int exchange(String owner, long verifier, int flags) throws IOException {
    Results results =
        raw(
            op(
                Nfs4.OP_EXCHANGE_ID,
                out -> out.putLong(verifier).putString(owner).putInt(flags).putInt(0).putInt(0)));
    int status = results.begin(Nfs4.OP_EXCHANGE_ID);
    if (status == 0) {
      clientId = results.getLong();
      createSequence = results.getInt();
    }
    return status;
  }

  /** CREATE_SESSION with so many slots; its status. */
  int createSession(int slots) throws IOException {
    return createSession(slots, 1 << 20, 4096, 64);
  }

  int createSession(int slots, int responseBytes, int cachedBytes, int operations)
      throws IOException {
    Results results =
        raw(
            op(
                Nfs4.OP_CREATE_SESSION,
                out -> {
                  out.putLong(clientId).putInt(createSequence);
                  out.putInt(backChannel ? Nfs4.CREATE_SESSION4_FLAG_CONN_BACK_CHAN : 0);
                  out.putInt(0).putInt(1 << 20).putInt(responseBytes).putInt(cachedBytes);
                  out.putInt(operations).putInt(slots).putInt(0);
                  out.putInt(0).putInt(4096).putInt(4096).putInt(0).putInt(2).putInt(1).putInt(0);
                  out.putInt(0x4000_0000).putInt(1).putInt(0);
                }));
    int status = results.begin(Nfs4.OP_CREATE_SESSION);
    if (status == 0) {
      session.set(results.getLong(), results.getLong());
      createSequence++;
      sequence = 0;
    }
    return status;
  }

  RpcClient rpc() {
    return rpc;
  }

  @Override
  public void close() {
    rpc.close();
  }
}
