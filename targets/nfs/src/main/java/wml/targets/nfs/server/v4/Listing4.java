package wml.targets.nfs.server.v4;

import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.Attributes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.FileSystemFacts;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** READDIR: entries with attributes, until the client's room ends. Without "." and "..". */
final class Listing4 {
  /** Longest answer, whatever room the client says that it has. */
  private static final int MOST_BYTES = 256 << 10;

  /** What stands behind the entries: no more of them, and whether it is the end. */
  private static final int TAIL_BYTES = 8;

  /** Cookies that the protocol keeps for itself (RFC 8881, section 18.23.3). */
  private static final long LAST_RESERVED = 2;

  private final FileStore store;
  private final Facts facts;
  private final AttributeBits wanted = new AttributeBits();
  private final Handle child = new Handle();
  private final Name name = new Name();
  private final FileAttributes ofChild = new FileAttributes();

  Listing4(Compound c) {
    store = c.store;
    facts = new Facts(c);
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_READDIR, this::list);
  }

  private int list(Compound c) throws XdrException {
    XdrReader in = c.in();
    final long after = in.getLong();
    final long verifier = in.getLong();
    in.getInt();
    final int most = in.getInt() & 0x7fff_ffff;
    wanted.read(in);
    int status = c.readCurrent();
    if (status == 0) {
      status = Statuses.unlessDirectory(c.attributes);
    }
    if (status == 0 && !c.caller().may(Caller.READ, c.attributes)) {
      status = Nfs4.NFS4ERR_ACCESS;
    }
    if (status == 0 && wanted.meets(Attributes4.WRITE_ONLY)) {
      status = Nfs4.NFS4ERR_INVAL;
    }
    if (status == 0 && after != 0 && Long.compareUnsigned(after, LAST_RESERVED) <= 0) {
      status = Nfs4.NFS4ERR_BAD_COOKIE;
    }
    if (status == 0 && after != 0 && verifier != 0) {
      status = Nfs4.NFS4ERR_NOT_SAME;
    }
    if (status != 0) {
      return status;
    }
    XdrWriter out = c.out();
    int end = out.position() + Math.min(most, MOST_BYTES) - TAIL_BYTES;
    out.putLong(0);
    Writing writing = new Writing(c, end, facts.forAttributes(wanted, store));
    status = Statuses.of(store.list(c.current(), after, writing));
    if (status == 0 && (out.position() > end || (writing.full && writing.count == 0))) {
      status = Nfs4.NFS4ERR_TOOSMALL;
    }
    out.putBoolean(false).putBoolean(!writing.full);
    return status;
  }

  /** Takes entries until there is no more room. */
  private final class Writing implements FileStore.EntrySink {
    private final Compound c;
    private final int end;
    private final FileSystemFacts known;
    private boolean full;
    private int count;

    Writing(Compound c, int end, FileSystemFacts known) {
      this.c = c;
      this.end = end;
      this.known = known;
    }

    @Override
    public boolean entry(long fileid, byte[] bytes, int length, long cookie) {
      name.set(bytes, length);
      if (name.isDot() || name.isDotDot()) {
        return true;
      }
      XdrWriter out = c.out();
      int begin = out.position();
      int status = store.lookup(c.current(), name, child, ofChild);
      if (status == Nfs4.NFS4ERR_NOENT) {
        return true; // it was removed meanwhile
      }
      out.putBoolean(true).putLong(cookie).putOpaque(bytes, 0, length);
      if (status == 0) {
        Attributes4.write(out, wanted, ofChild, child, known);
      } else {
        error(out, status);
      }
      if (out.position() > end) {
        out.position(begin);
        full = true;
        return false;
      }
      count++;
      return true;
    }

    private void error(XdrWriter out, int status) {
      if (wanted.has(Nfs4.FATTR4_RDATTR_ERROR)) {
        out.putInt(1).putInt(1 << Nfs4.FATTR4_RDATTR_ERROR).putInt(4).putInt(status);
      } else {
        out.putInt(0).putInt(0);
      }
    }
  }
}
