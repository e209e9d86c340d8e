package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** A client on a plain socket, which takes the server's calls and answers them. */
final class BackClient implements AutoCloseable {
  private static final int LAST = 0x8000_0000;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream sink;
  private final XdrWriter out = new XdrWriter(4096, 1 << 20);
  private final SessionId session = new SessionId();
  private final Deque<StateId> recalls = new ArrayDeque<>();
  private int xid;
  private int sequence;
  private int flags;

  /** What an OPEN brought. */
  record Opened(int kind, StateId id, StateId delegation) {}

  BackClient(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    sink = socket.getOutputStream();
  }

  void start(String owner) throws IOException {
    Results results =
        raw(
            Compounds.op(
                Nfs4.OP_EXCHANGE_ID,
                o -> o.putLong(1).putString(owner).putInt(0).putInt(0).putInt(0)));
    long id = results.ok(Nfs4.OP_EXCHANGE_ID).getLong();
    int number = results.getInt();
    results =
        raw(
            Compounds.op(
                Nfs4.OP_CREATE_SESSION,
                o -> {
                  o.putLong(id).putInt(number).putInt(Nfs4.CREATE_SESSION4_FLAG_CONN_BACK_CHAN);
                  o.putInt(0).putInt(1 << 20).putInt(1 << 20).putInt(4096).putInt(16).putInt(8);
                  o.putInt(0);
                  o.putInt(0).putInt(4096).putInt(4096).putInt(0).putInt(2).putInt(1).putInt(0);
                  o.putInt(0x4000_0000).putInt(1).putInt(0);
                }));
    results.ok(Nfs4.OP_CREATE_SESSION);
    session.set(results.getLong(), results.getLong());
    assertEquals(0, call(Compounds.op(Nfs4.OP_RECLAIM_COMPLETE, o -> o.putBoolean(false))));
  }

  /** The status of a COMPOUND in the session. */
  int call(Op... ops) throws IOException {
    return results(ops).status();
  }

  private Results results(Op... ops) throws IOException {
    int number = ++sequence;
    Op[] all = new Op[ops.length + 1];
    all[0] =
        Compounds.op(
            Nfs4.OP_SEQUENCE,
            o -> {
              session.write(o);
              o.putInt(number).putInt(0).putInt(0).putBoolean(false);
            });
    System.arraycopy(ops, 0, all, 1, ops.length);
    Results results = raw(all);
    flags = results.ok(Nfs4.OP_SEQUENCE).skip(32).getInt();
    return results;
  }

  int sequenceFlags() throws IOException {
    assertEquals(0, call());
    return flags;
  }

  /** Opens "f". */
  Opened open(int access) throws IOException {
    Results results = results(Served.root(), Served.open("r", "f", access, 0));
    StateId id = results.ok(Nfs4.OP_PUTROOTFH).ok(Nfs4.OP_OPEN).stateId();
    int kind = Served.skipOpen(results);
    StateId delegation =
        kind == Nfs4.OPEN_DELEGATE_READ ? results.stateId() : new StateId().invalid();
    return new Opened(kind, id, delegation);
  }

  /** The next state that the server wants back. */
  StateId recalled() throws IOException {
    while (recalls.isEmpty()) {
      receive();
    }
    return recalls.remove();
  }

  private Results raw(Op... ops) throws IOException {
    int mine = ++xid;
    out.clear().putInt(0).putInt(mine).putInt(0).putInt(2);
    out.putInt(Nfs4.NFS4_PROGRAM).putInt(Nfs4.NFS_V4).putInt(Nfs4.NFSPROC4_COMPOUND);
    out.putInt(0).putInt(0).putInt(0).putInt(0);
    out.putString("").putInt(2).putInt(ops.length);
    for (Op op : ops) {
      op.arguments().accept(out.putInt(op.number()));
    }
    send();
    while (true) {
      byte[] answer = receive();
      if (answer.length > 0) {
        return new Results(answer);
      }
    }
  }

  private void send() throws IOException {
    out.putIntAt(0, LAST | (out.position() - 4));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    sink.write(bytes);
    sink.flush();
  }

  /** The results of an answer; nothing if it was a call, which is answered. */
  private byte[] receive() throws IOException {
    byte[] message = in.readNBytes(in.readInt() & ~LAST);
    XdrReader reader = new XdrReader().over(ByteBuffer.wrap(message), 0, message.length);
    int number = reader.getInt();
    if (reader.getInt() == 1) {
      reader.skip(16); // accepted, an empty verifier, success
      byte[] results = new byte[reader.remaining()];
      reader.fixed(results, results.length);
      return results;
    }
    reader.skip(16);
    reader.getInt();
    reader.skip(reader.getInt());
    reader.getInt();
    reader.skip(reader.getInt());
    answer(number, reader);
    return new byte[0];
  }

  /** CB_SEQUENCE and CB_RECALL. */
  private void answer(int number, XdrReader call) throws IOException {
    call.skip(call.opaqueLength(64));
    assertEquals(1, call.getInt(), "minor version");
    call.getInt();
    assertEquals(2, call.getInt(), "operations");
    assertEquals(Nfs4.OP_CB_SEQUENCE, call.getInt());
    SessionId of = new SessionId().read(call);
    assertEquals(session.toString(), of.toString());
    int sequenceId = call.getInt();
    call.skip(16);
    assertEquals(Nfs4.OP_CB_RECALL, call.getInt());
    recalls.add(new StateId().read(call));
    out.clear().putInt(0).putInt(number).putInt(1).putInt(0).putInt(0).putInt(0).putInt(0);
    out.putInt(0).putInt(0).putInt(2).putInt(Nfs4.OP_CB_SEQUENCE).putInt(0);
    session.write(out);
    out.putInt(sequenceId).putInt(0).putInt(0).putInt(0);
    out.putInt(Nfs4.OP_CB_RECALL).putInt(0);
    send();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
