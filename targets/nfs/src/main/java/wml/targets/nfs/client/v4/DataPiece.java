package wml.targets.nfs.client.v4;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.target.IoBuffer;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * One call to a data server: a READ, WRITE or COMMIT, in version 3 or 4.1, and its answer. Reused
 * by its session.
 */
final class DataPiece implements ReplyHandler {
  /** Status of a call that was not answered as it should be. */
  static final int DEAD = -1;

  private static final int SEQUENCE_BYTES = 8 + Nfs4.NFS4_SESSIONID_SIZE + 20;
  private static final int HEAD3_BYTES = 4 + 4 + FileAttributes.BYTES + 12;
  private static final int HEAD4_BYTES = 12 + SEQUENCE_BYTES + 8 + 16;

  /** What is to be done. */
  enum Kind {
    READ,
    WRITE,
    COMMIT
  }

  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

  private Kind kind = Kind.READ;
  private @Nullable DataColumn column;
  private IoBuffer memory = NOTHING;
  private long start;
  private long offset;
  private int length;
  private int stable;
  private boolean placed;
  private boolean four;

  /** Of version 4. */
  int slot;

  int slotEra;

  /** Which stripe unit and mirror it is of, for its owner. */
  int mirror;

  int status;
  int count;
  int committed;
  long verifier;

  void read(DataColumn of, IoBuffer into, long at, long from, int bytes) {
    set(Kind.READ, of, into, at, from, bytes);
  }

  void write(DataColumn of, IoBuffer data, long at, long to, int bytes, int how) {
    set(Kind.WRITE, of, data, at, to, bytes);
    stable = how;
  }

  void commit(DataColumn of) {
    set(Kind.COMMIT, of, NOTHING, 0, 0, 0);
  }

  private void set(Kind what, DataColumn of, IoBuffer buffer, long at, long where, int bytes) {
    kind = what;
    column = of;
    memory = buffer;
    start = at;
    offset = where;
    length = bytes;
    again();
  }

  /** It is to be sent anew. */
  void again() {
    status = DEAD;
    placed = false;
    count = 0;
  }

  /** To another mirror's server. */
  void to(DataColumn other) {
    column = other;
    again();
  }

  DataColumn column() {
    return Objects.requireNonNull(column, "a piece without a column");
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Puts zeros where the data server has no bytes: a hole. */
  void fillHole() {
    if (count < length) {
      memory.memory().asSlice(start + count, length - count).fill((byte) 0);
    }
  }

  void forget() {
    column = null;
    memory = NOTHING;
  }

  int procedure3() {
    return switch (kind) {
      case READ -> Nfs3.NFSPROC3_READ;
      case WRITE -> Nfs3.NFSPROC3_WRITE;
      case COMMIT -> Nfs3.NFSPROC3_COMMIT;
    };
  }

  void write3(XdrWriter out) {
    four = false;
    column().file().write(out);
    out.putLong(offset).putInt(length);
    if (kind == Kind.WRITE) {
      out.putInt(stable).putOpaque(memory.memory(), start, length);
    }
  }

  void write4(Calls4 calls, StateId open) {
    four = true;
    calls.at(column().file());
    switch (kind) {
      case READ -> {
        open.write(calls.op(Nfs4.OP_READ));
        calls.out().putLong(offset).putInt(length);
      }
      case WRITE -> {
        open.write(calls.op(Nfs4.OP_WRITE));
        calls.out().putLong(offset).putInt(stable).putOpaque(memory.memory(), start, length);
      }
      case COMMIT -> calls.op(Nfs4.OP_COMMIT).putLong(offset).putInt(length);
    }
  }

  @Override
  public boolean place(long tag, XdrReader in, Place where) throws XdrException {
    if (kind != Kind.READ
        || in.remaining() < (four ? HEAD4_BYTES : HEAD3_BYTES)
        || !(four ? begin4(in) : begin3(in))) {
      return false;
    }
    readHead(in);
    where.set(memory.memory(), start, count);
    placed = true;
    return true;
  }

  @Override
  public void succeeded(long tag, XdrReader in) throws XdrException {
    if (!(four ? begin4(in) : begin3(in))) {
      return;
    }
    switch (kind) {
      case READ -> {
        readHead(in);
        if (!placed) {
          in.fixed(memory.memory(), start, count);
        }
      }
      case WRITE -> {
        count = in.getInt();
        committed = in.getInt();
        verifier = in.getLong();
        status = count == length ? 0 : DEAD;
      }
      case COMMIT -> verifier = in.getLong();
    }
  }

  /** Whether the call has succeeded, and its results are next. */
  private boolean begin3(XdrReader in) throws XdrException {
    status = in.getInt();
    if (status != 0) {
      return false;
    }
    if (kind != Kind.READ && in.getBoolean()) {
      in.skip(24);
    }
    if (in.getBoolean()) {
      in.skip(FileAttributes.BYTES);
    }
    if (kind == Kind.READ) {
      in.getInt(); // the count, which the data has as well
    }
    return true;
  }

  private boolean begin4(XdrReader in) throws XdrException {
    int its = in.getInt();
    in.skip(in.opaqueLength(Nfs4.NFS4_OPAQUE_LIMIT));
    if (its != 0) {
      status = its;
      return false;
    }
    in.skip(4 + SEQUENCE_BYTES + 8 + 8); // and PUTFH, and the operation with its status
    status = 0;
    return true;
  }

  private void readHead(XdrReader in) throws XdrException {
    in.getBoolean(); // its end of file is not the file's
    count = in.count(length);
  }

  @Override
  public void failed(long tag, RpcException reason) {
    status = DEAD;
  }
}
