package wml.targets.nfs.server.v4;

import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.ByteRanges.Range;
import wml.targets.nfs.state.LockState;
import wml.targets.nfs.state.Locks;
import wml.targets.nfs.state.OpenState;
import wml.targets.nfs.state.State;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** LOCK, LOCKT and LOCKU. No lock waits: who is denied asks again. */
final class LockOperations {
  private final StateId result = new StateId();
  private boolean write;
  private long first;
  private long last;

  void addTo(Operations all) {
    all.add(Nfs4.OP_LOCK, this::lock);
    all.add(Nfs4.OP_LOCKT, this::test);
    all.add(Nfs4.OP_LOCKU, this::unlock);
  }

  private void type(XdrReader in) throws XdrException {
    int type = in.getInt();
    write =
        switch (type) {
          case Nfs4.READ_LT, Nfs4.READW_LT -> false;
          case Nfs4.WRITE_LT, Nfs4.WRITEW_LT -> true;
          default -> throw new XdrException("a lock of type " + type);
        };
  }

  /** Reads offset and length; a status. */
  private int range(XdrReader in) throws XdrException {
    first = in.getLong();
    long length = in.getLong();
    last = length == -1 ? -1 : first + length - 1;
    boolean wraps = length != -1 && Long.compareUnsigned(last, first) < 0;
    return length == 0 || wraps ? Nfs4.NFS4ERR_INVAL : 0;
  }

  private int lock(Compound c) throws XdrException {
    XdrReader in = c.in();
    type(in);
    final boolean reclaim = in.getBoolean();
    final int ranged = range(in);
    final boolean isNew = in.getBoolean();
    Opaque owner = Opaque.EMPTY;
    if (isNew) {
      in.getInt();
      c.readStateId();
      in.getInt();
      in.getLong();
      owner = Opaque.read(in, Nfs4.NFS4_OPAQUE_LIMIT);
    } else {
      c.readStateId();
      in.getInt();
    }
    int status = c.readCurrent();
    if (status == 0) {
      status = Statuses.unlessRegular(c.attributes);
    }
    if (status == 0) {
      status = ranged;
    }
    State state = c.findState();
    if (status == 0) {
      status = c.checkState(state);
    }
    if (status == 0) {
      status = reclaim ? c.state.refusalOfReclaim(c.client()) : c.state.refusalOfNew(c.client());
    }
    if (status == 0 && (isNew ? !(state instanceof OpenState) : !(state instanceof LockState))) {
      status = Nfs4.NFS4ERR_BAD_STATEID;
    }
    if (status == 0 && state != null && !state.allows(write)) {
      status = Nfs4.NFS4ERR_OPENMODE;
    }
    if (status != 0 || state == null) {
      return status;
    }
    Locks.Locked locked =
        state instanceof OpenState open
            ? c.state.locks().lock(open, owner, write, first, last)
            : c.state.locks().lock((LockState) state, write, first, last);
    LockState held = locked.state();
    Range against = locked.against();
    if (held != null) {
      held.id(result).write(c.out());
      c.setCurrentState(result);
    } else if (against != null && reclaim) {
      return Nfs4.NFS4ERR_RECLAIM_CONFLICT;
    } else if (against != null) {
      denied(c.out(), against);
      return c.keepBody(locked.status());
    }
    return locked.status();
  }

  private static void denied(XdrWriter out, Range against) {
    out.putLong(against.first()).putLong(against.length());
    out.putInt(against.write() ? Nfs4.WRITE_LT : Nfs4.READ_LT);
    out.putLong(against.by().client().id());
    against.by().ownerName().write(out);
  }

  private int test(Compound c) throws XdrException {
    XdrReader in = c.in();
    type(in);
    final int ranged = range(in);
    in.getLong();
    final Opaque owner = Opaque.read(in, Nfs4.NFS4_OPAQUE_LIMIT);
    int status = c.readCurrent();
    if (status == 0) {
      status = Statuses.unlessRegular(c.attributes);
    }
    if (status == 0) {
      status = ranged;
    }
    if (status == 0 && c.state.duringGrace()) {
      status = Nfs4.NFS4ERR_GRACE;
    }
    if (status != 0) {
      return status;
    }
    Range against =
        c.state.locks().test(c.client(), c.keyOf(c.current()), owner, write, first, last);
    if (against == null) {
      return 0;
    }
    denied(c.out(), against);
    return c.keepBody(Nfs4.NFS4ERR_DENIED);
  }

  private int unlock(Compound c) throws XdrException {
    XdrReader in = c.in();
    type(in);
    in.getInt();
    c.readStateId();
    int status = range(in);
    int there = c.needsCurrent();
    status = there == 0 ? status : there;
    if (status != 0) {
      return status;
    }
    State state = c.findState();
    status = c.checkState(state);
    if (status != 0) {
      return status;
    }
    if (!(state instanceof LockState held)) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    status = c.state.locks().unlock(held, first, last);
    if (status == 0) {
      held.id(result).write(c.out());
      c.setCurrentState(result);
    }
    return status;
  }
}
