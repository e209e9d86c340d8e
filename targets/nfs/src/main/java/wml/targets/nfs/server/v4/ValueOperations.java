package wml.targets.nfs.server.v4;

import java.nio.ByteBuffer;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.FileStore.NamedValueMode;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Extended attributes (RFC 8276): GETXATTR, SETXATTR, LISTXATTRS, REMOVEXATTR. */
final class ValueOperations {
  /** As Linux allows. */
  private static final int MOST_VALUE_BYTES = 64 << 10;

  private static final int MOST_LIST_BYTES = 256 << 10;

  /** What stands behind the names: whether it is the end. */
  private static final int TAIL_BYTES = 4;

  private final FileStore store;
  private final FileAttributes before = new FileAttributes();

  ValueOperations(Compound c) {
    store = c.store;
  }

  void addTo(Operations all) {
    if (store.hasNamedValues()) {
      all.add(Nfs4.OP_GETXATTR, this::get);
      all.add(Nfs4.OP_SETXATTR, this::set);
      all.add(Nfs4.OP_LISTXATTRS, this::list);
      all.add(Nfs4.OP_REMOVEXATTR, this::remove);
    }
  }

  private int mayAccess(Compound c, int named, int rights) {
    int status = c.readCurrent();
    if (status == 0 && c.attributes.type != Nfs3.NF3REG && c.attributes.type != Nfs3.NF3DIR) {
      status = Nfs4.NFS4ERR_WRONG_TYPE;
    }
    if (status == 0) {
      status = named;
    }
    if (status == 0 && !c.caller().may(rights, c.attributes)) {
      status = Nfs4.NFS4ERR_ACCESS;
    }
    return status;
  }

  private static int of(int status) {
    return status == Nfs4.NFS4ERR_NOENT ? Nfs4.NFS4ERR_NOXATTR : Statuses.of(status);
  }

  private int get(Compound c) throws XdrException {
    int named = c.readName(c.name);
    int status = mayAccess(c, named, Caller.READ);
    if (status != 0) {
      return status;
    }
    XdrWriter out = c.out();
    final int length = out.position();
    out.putInt(0);
    ByteBuffer room = out.room(MOST_VALUE_BYTES);
    int limit = room.limit();
    int begin = room.position();
    room.limit(begin + MOST_VALUE_BYTES);
    status = of(store.namedValue(c.current(), c.name, room));
    room.limit(limit);
    int size = room.position() - begin;
    out.putIntAt(length, size);
    out.pad(size);
    return status;
  }

  private int set(Compound c) throws XdrException {
    XdrReader in = c.in();
    int option = in.getInt();
    final int named = c.readName(c.name);
    final int length = in.opaqueLength(in.remaining());
    final int at = in.position();
    in.skip(length);
    NamedValueMode mode =
        switch (option) {
          case Nfs4.SETXATTR4_EITHER -> NamedValueMode.ANY;
          case Nfs4.SETXATTR4_CREATE -> NamedValueMode.NEW;
          case Nfs4.SETXATTR4_REPLACE -> NamedValueMode.THERE;
          default -> throw new XdrException("an attribute is to be set in way " + option);
        };
    int status = mayAccess(c, named, Caller.WRITE);
    if (status == 0 && length > MOST_VALUE_BYTES) {
      status = Nfs4.NFS4ERR_XATTR2BIG;
    }
    if (status == 0) {
      status = c.state.delegations().beforeChange(c.keyOf(c.current()), c.client());
    }
    if (status == 0) {
      before.change = c.attributes.change;
      ByteBuffer value = in.buffer();
      int limit = value.limit();
      int position = value.position();
      value.limit(at + length).position(at);
      status = of(store.setNamedValue(c.current(), c.name, value, mode));
      value.limit(limit).position(position);
    }
    if (status == 0) {
      NameOperations.changed(c, c.current(), before);
    }
    return status;
  }

  private int remove(Compound c) throws XdrException {
    int named = c.readName(c.name);
    int status = mayAccess(c, named, Caller.WRITE);
    if (status == 0) {
      status = c.state.delegations().beforeChange(c.keyOf(c.current()), c.client());
    }
    if (status == 0) {
      before.change = c.attributes.change;
      status = of(store.removeNamedValue(c.current(), c.name));
    }
    if (status == 0) {
      NameOperations.changed(c, c.current(), before);
    }
    return status;
  }

  private int list(Compound c) throws XdrException {
    final long after = c.in().getLong();
    final int most = c.in().getInt() & 0x7fff_ffff;
    int status = mayAccess(c, 0, Caller.READ);
    if (status != 0) {
      return status;
    }
    XdrWriter out = c.out();
    final int begin = out.position();
    out.putLong(after).putInt(0);
    Writing writing = new Writing(out, begin + Math.min(most, MOST_LIST_BYTES) - TAIL_BYTES);
    status = Statuses.of(store.listNamedValues(c.current(), after, writing));
    if (status == 0 && (out.position() > writing.end || (writing.full && writing.count == 0))) {
      status = Nfs4.NFS4ERR_TOOSMALL;
    }
    if (writing.count > 0) {
      out.putIntAt(begin, (int) (writing.last >>> 32));
      out.putIntAt(begin + 4, (int) writing.last);
    }
    out.putIntAt(begin + 8, writing.count);
    out.putBoolean(!writing.full);
    return status;
  }

  /** Takes names until there is no more room. */
  private static final class Writing implements FileStore.EntrySink {
    private final XdrWriter out;
    private final int end;
    private boolean full;
    private int count;
    private long last;

    Writing(XdrWriter out, int end) {
      this.out = out;
      this.end = end;
    }

    @Override
    public boolean entry(long fileid, byte[] name, int length, long cookie) {
      int begin = out.position();
      out.putOpaque(name, 0, length);
      if (out.position() > end) {
        out.position(begin);
        full = true;
        return false;
      }
      last = cookie;
      count++;
      return true;
    }
  }
}
