package wml.targets.nfs.server;

import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** READDIR and READDIRPLUS of one connection: entries are written until the caller's room ends. */
final class Nfs3Listing {
  /** Longest answer, whatever room the caller says that it has. */
  private static final int MOST_BYTES = 256 << 10;

  /** What stands behind the entries: no more of them, and whether it is the end. */
  private static final int TAIL_BYTES = 8;

  private final FileStore store;
  private final Handle directory = new Handle();
  private final Handle child = new Handle();
  private final Name name = new Name();
  private final FileAttributes attributes = new FileAttributes();
  private final FileAttributes ofChild = new FileAttributes();

  Nfs3Listing(FileStore store) {
    this.store = store;
  }

  void list(Caller caller, XdrReader in, XdrWriter out, boolean plus) throws XdrException {
    directory.read(in, Nfs3.NFS3_FHSIZE);
    final long after = in.getLong();
    Nfs3Conversation.verifier(in);
    int room = in.getInt() & 0x7fff_ffff;
    final int names = plus ? room : Integer.MAX_VALUE;
    if (plus) {
      room = in.getInt() & 0x7fff_ffff;
    }
    int status = store.attributes(directory, attributes);
    boolean known = status == 0;
    if (known && attributes.type != Nfs3.NF3DIR) {
      status = Nfs3.NFS3ERR_NOTDIR;
    } else if (known && !caller.may(Caller.READ, attributes)) {
      status = Nfs3.NFS3ERR_ACCES;
    }
    final int begin = out.position();
    out.putInt(status);
    Replies.attributes(out, known ? attributes : null);
    if (status != 0) {
      return;
    }
    out.putLong(0);
    Writing writing =
        new Writing(out, begin + Math.min(room, MOST_BYTES) - TAIL_BYTES, names, plus);
    status = store.list(directory, after, writing);
    if (status == 0 && writing.full && writing.count == 0) {
      status = Nfs3.NFS3ERR_TOOSMALL;
    }
    if (status != 0) {
      out.position(begin);
      out.putInt(status);
      Replies.attributes(out, attributes);
      return;
    }
    out.putBoolean(false).putBoolean(!writing.full);
  }

  /** Takes entries until there is no more room. */
  private final class Writing implements FileStore.EntrySink {
    private final XdrWriter out;
    private final int end;
    private final boolean plus;
    private int namesLeft;
    private boolean full;
    private int count;

    Writing(XdrWriter out, int end, int namesLeft, boolean plus) {
      this.out = out;
      this.end = end;
      this.namesLeft = namesLeft;
      this.plus = plus;
    }

    @Override
    public boolean entry(long fileid, byte[] bytes, int length, long cookie) {
      int begin = out.position();
      out.putBoolean(true).putLong(fileid).putOpaque(bytes, 0, length).putLong(cookie);
      namesLeft -= out.position() - begin;
      if (plus) {
        name.set(bytes, length);
        boolean found = store.lookup(directory, name, child, ofChild) == 0;
        Replies.attributes(out, found ? ofChild : null);
        out.putBoolean(found);
        if (found) {
          child.write(out);
        }
      }
      if (out.position() > end || namesLeft < 0) {
        out.position(begin);
        full = true;
        return false;
      }
      count++;
      return true;
    }
  }
}
