package wml.targets.nfs.server.v4;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * What version 4.2 adds for files' space (RFC 7862): ALLOCATE, DEALLOCATE, SEEK, COPY, IO_ADVISE.
 */
final class SpaceOperations {
  /** Copied at once: less would be many calls of the store, more a lot of memory. */
  private static final int COPY_BYTES = 1 << 20;

  /** Most that one COPY does: other calls of the connection wait for it. */
  private static final long MOST_COPIED = 256L << 20;

  private final FileStore store;
  private final AttributeBits hints = new AttributeBits();
  private final StateId from = new StateId();
  private @Nullable ByteBuffer copied;

  SpaceOperations(Compound c) {
    store = c.store;
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_ALLOCATE, c -> allocate(c, true));
    all.add(Nfs4.OP_DEALLOCATE, c -> allocate(c, false));
    all.add(Nfs4.OP_SEEK, this::seek);
    all.add(Nfs4.OP_COPY, this::copy);
    all.add(Nfs4.OP_IO_ADVISE, this::advise);
  }

  private int allocate(Compound c, boolean reserve) throws XdrException {
    c.readStateId();
    long offset = c.in().getLong();
    long length = c.in().getLong();
    int status = DataOperations.mayAccess(c, true);
    if (status == 0 && length == 0) {
      status = Nfs4.NFS4ERR_INVAL;
    }
    if (status == 0 && (offset < 0 || length < 0 || offset + length < 0)) {
      status = Nfs4.NFS4ERR_FBIG;
    }
    return status == 0 ? Statuses.of(store.allocate(c.current(), offset, length, reserve)) : status;
  }

  private int seek(Compound c) throws XdrException {
    c.readStateId();
    long offset = c.in().getLong();
    int what = c.in().getInt();
    int status = DataOperations.mayAccess(c, false);
    if (status == 0 && what != Nfs4.NFS4_CONTENT_DATA && what != Nfs4.NFS4_CONTENT_HOLE) {
      status = Nfs4.NFS4ERR_UNION_NOTSUPP;
    }
    if (status == 0 && (offset < 0 || offset >= c.attributes.size)) {
      status = Nfs4.NFS4ERR_NXIO;
    }
    if (status != 0) {
      return status;
    }
    boolean data = what == Nfs4.NFS4_CONTENT_DATA;
    long at = store.seek(c.current(), offset, data);
    if (at < 0) {
      boolean none = -at == Nfs4.NFS4ERR_NXIO && data;
      if (!none) {
        return Statuses.of((int) -at);
      }
      c.out().putBoolean(true).putLong(c.attributes.size); // a hole up to the end
      return 0;
    }
    c.out().putBoolean(at >= c.attributes.size).putLong(at);
    return 0;
  }

  private int advise(Compound c) throws XdrException {
    c.readStateId();
    c.in().getLong();
    c.in().getLong();
    hints.read(c.in());
    int status = c.readCurrent();
    if (status == 0) {
      status = Statuses.unlessRegular(c.attributes);
    }
    if (status == 0 && !c.stateId.isSpecial()) {
      status = c.checkState(c.findState());
    }
    if (status == 0) {
      c.out().putInt(0); // none of them changes anything here
    }
    return status;
  }

  private int copy(Compound c) throws XdrException {
    XdrReader in = c.in();
    from.set(c.readStateId());
    c.readStateId();
    final long source = in.getLong();
    final long target = in.getLong();
    final long asked = in.getLong();
    in.getBoolean();
    in.getBoolean();
    if (in.getInt() != 0) {
      return Nfs4.NFS4ERR_NOTSUPP; // from another server
    }
    if (!c.hasCurrent() || !c.hasSaved()) {
      return Nfs4.NFS4ERR_NOFILEHANDLE;
    }
    int status = DataOperations.mayAccess(c, true);
    if (status == 0) {
      status = Statuses.of(store.attributes(c.saved(), c.attributes));
    }
    if (status == 0) {
      status = Statuses.unlessRegular(c.attributes);
    }
    if (status == 0) {
      status = Rights.of(c, c.saved(), from, false);
    }
    long size = c.attributes.size;
    long count = asked == 0 ? Math.max(0, size - source) : asked;
    if (status == 0
        && (source < 0 || target < 0 || count < 0 || source > size || count > size - source)) {
      status = Nfs4.NFS4ERR_INVAL;
    }
    boolean overlaps = source < target + count && target < source + count;
    if (status == 0 && c.saved().is(c.current()) && overlaps) {
      status = Nfs4.NFS4ERR_INVAL;
    }
    if (status != 0) {
      return status;
    }
    long done = copy(c, source, target, Math.min(count, MOST_COPIED));
    if (done < 0) {
      return Statuses.of((int) -done);
    }
    XdrWriter out = c.out();
    out.putInt(0).putLong(done).putInt(Nfs4.UNSTABLE4).putLong(store.writeVerifier());
    out.putBoolean(true).putBoolean(true);
    return 0;
  }

  private long copy(Compound c, long source, long target, long count) {
    ByteBuffer buffer = copied;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(COPY_BYTES);
      copied = buffer;
    }
    long done = 0;
    while (done < count) {
      buffer.clear().limit((int) Math.min(COPY_BYTES, count - done));
      int n = store.read(c.saved(), source + done, buffer);
      if (n <= 0) {
        return n < 0 && done == 0 ? n : done;
      }
      int status = store.write(c.current(), target + done, buffer.flip(), Nfs4.UNSTABLE4);
      if (status != 0) {
        return done == 0 ? -status : done;
      }
      done += n;
    }
    return done;
  }
}
