package wml.targets.nfs.server.v4;

import java.nio.ByteBuffer;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** READ, READ_PLUS, WRITE and COMMIT. Allocate nothing. */
final class DataOperations {
  private final FileStore store;
  private final int dataBytes;

  DataOperations(Compound c) {
    store = c.store;
    dataBytes = c.dataBytes;
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_READ, c -> read(c, false));
    all.add(Nfs4.OP_READ_PLUS, c -> read(c, true));
    all.add(Nfs4.OP_WRITE, this::write);
    all.add(Nfs4.OP_COMMIT, this::commit);
  }

  /** What the stateid and the kind of the current file allow: a status. */
  static int mayAccess(Compound c, boolean write) {
    int status = c.readCurrent();
    if (status == 0) {
      status = Statuses.unlessRegular(c.attributes);
    }
    return status == 0 ? Rights.of(c, write) : status;
  }

  /**
   * @param plus data stands in a list of contents, of which there is one
   */
  private int read(Compound c, boolean plus) throws XdrException {
    XdrReader in = c.in();
    c.readStateId();
    final long offset = in.getLong();
    final int length = Math.min(in.getInt() & 0x7fff_ffff, dataBytes);
    int status = mayAccess(c, false);
    if (status != 0) {
      return status;
    }
    if (offset < 0) {
      c.out().putBoolean(true).putInt(0);
      return 0;
    }
    XdrWriter out = c.out();
    final int begin = out.position();
    out.putInt(0).putInt(0);
    if (plus) {
      out.putInt(Nfs4.NFS4_CONTENT_DATA).putLong(offset).putInt(0);
    }
    final int data = out.position();
    ByteBuffer room = out.room(XdrWriter.padded(length));
    int limit = room.limit();
    room.limit(room.position() + length);
    int n = store.read(c.current(), offset, room);
    room.limit(limit);
    if (n < 0) {
      return Statuses.of(-n);
    }
    boolean end = n < length || offset + n >= c.attributes.size;
    out.putIntAt(begin, end ? 1 : 0);
    if (plus && n == 0) {
      out.position(begin + 8); // no content at all
      return 0;
    }
    out.putIntAt(begin + 4, plus ? 1 : n);
    if (plus) {
      out.putIntAt(data - 4, n);
    }
    out.pad(n);
    return 0;
  }

  private int write(Compound c) throws XdrException {
    XdrReader in = c.in();
    c.readStateId();
    final long offset = in.getLong();
    final int stable = in.getInt();
    if (stable < Nfs4.UNSTABLE4 || stable > Nfs4.FILE_SYNC4) {
      throw new XdrException("a write that is stable in way " + stable);
    }
    final int length = in.opaqueLength(in.remaining());
    final int at = in.position();
    in.skip(length);
    int status = mayAccess(c, true);
    if (status == 0 && (offset < 0 || offset + length < 0)) {
      status = Nfs4.NFS4ERR_FBIG;
    }
    if (status == 0 && length > 0) {
      ByteBuffer data = in.buffer();
      int limit = data.limit();
      int position = data.position();
      data.limit(at + length).position(at);
      status = Statuses.of(store.write(c.current(), offset, data, stable));
      data.limit(limit).position(position);
    }
    if (status == 0) {
      c.out().putInt(length).putInt(stable).putLong(store.writeVerifier());
    }
    return status;
  }

  private int commit(Compound c) throws XdrException {
    c.in().getLong();
    c.in().getInt();
    int status = c.readCurrent();
    if (status == 0) {
      status = Statuses.unlessRegular(c.attributes);
    }
    if (status == 0) {
      status = Statuses.of(store.commit(c.current()));
    }
    if (status == 0) {
      c.out().putLong(store.writeVerifier());
    }
    return status;
  }
}
