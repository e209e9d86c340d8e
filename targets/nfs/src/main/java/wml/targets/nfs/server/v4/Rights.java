package wml.targets.nfs.server.v4;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.Delegation;
import wml.targets.nfs.state.LockState;
import wml.targets.nfs.state.OpenState;
import wml.targets.nfs.state.State;

/** Whether data of a file may be read or written with a stateid (RFC 8881, section 8.2). */
final class Rights {
  private static final int NOBODY = -1;

  private Rights() {}

  /** The current file, whose attributes were read, with {@code c.stateId}: a status. */
  static int of(Compound c, boolean write) {
    return of(c, c.current(), c.stateId, write);
  }

  static int of(Compound c, Handle file, StateId id, boolean write) {
    if (id.isAnonymous() || id.isBypass()) {
      return withoutOpen(c, file, id.isBypass() && !write, write);
    }
    @Nullable State state = c.state.find(id);
    boolean holdsData = (c.state.options().pnfsFlags() & Nfs4.EXCHGID4_FLAG_USE_PNFS_DS) != 0;
    if (state == null && holdsData) {
      // It is the metadata server's, which has given the handle to who may have it.
      return may(c, write) ? 0 : Nfs4.NFS4ERR_ACCESS;
    }
    int status = c.state.check(state, id, c.client(), file);
    if (status != 0 || state == null) {
      return status;
    }
    if (!state.allows(write)) {
      return Nfs4.NFS4ERR_OPENMODE;
    }
    return opener(state) == c.caller().uid() || may(c, write) ? 0 : Nfs4.NFS4ERR_ACCESS;
  }

  private static int withoutOpen(Compound c, Handle file, boolean bypass, boolean write) {
    if (!may(c, write)) {
      return Nfs4.NFS4ERR_ACCESS;
    }
    if (c.state.duringGrace()) {
      return Nfs4.NFS4ERR_GRACE;
    }
    int access = write ? Nfs4.OPEN4_SHARE_ACCESS_WRITE : Nfs4.OPEN4_SHARE_ACCESS_READ;
    int status = bypass ? 0 : c.state.opens().anonymous(c.keyOf(file), access);
    return status == 0 && write
        ? c.state.delegations().beforeChange(c.keyOf(file), c.client())
        : status;
  }

  /** What is run is read; and who owns a file may have opened it before its mode changed. */
  private static boolean may(Compound c, boolean write) {
    Caller caller = c.caller();
    return caller.owns(c.attributes)
        || caller.may(write ? Caller.WRITE : Caller.READ, c.attributes)
        || (!write && caller.may(Caller.EXECUTE, c.attributes));
  }

  private static int opener(State state) {
    return switch (state) {
      case OpenState open -> open.uid();
      case LockState lock -> lock.open().uid();
      case Delegation delegation -> delegation.uid();
      default -> NOBODY;
    };
  }
}
