package wml.targets.nfs.state;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.ByteRanges.Range;
import wml.targets.wire.xdr.Opaque;

/** Locks of byte ranges (RFC 8881, sections 9.1 to 9.5). */
public final class Locks {
  /** What came of locking: a state, or a status and, if it is DENIED, what stands against it. */
  public record Locked(int status, @Nullable LockState state, @Nullable Range against) {
    static Locked refused(int status) {
      return new Locked(status, null, null);
    }
  }

  private final ServerState server;

  Locks(ServerState server) {
    this.server = server;
  }

  /** Locks as an owner who may have nothing of the file yet. */
  public Locked lock(OpenState open, Opaque owner, boolean write, long first, long last) {
    server.lock.lock();
    try {
      if (open.isGone()) {
        return Locked.refused(Nfs4.NFS4ERR_BAD_STATEID);
      }
      Owner who = new Owner(open.client, owner);
      for (LockState state : open.file.lockers) {
        if (state.owner.equals(who)) {
          return lock(state, who, write, first, last);
        }
      }
      Range against = conflict(open.file, who, write, first, last);
      if (against != null) {
        return new Locked(Nfs4.NFS4ERR_DENIED, null, against);
      }
      LockState made = new LockState(who, open);
      if (open.file.ranges.isFull() || !server.add(made)) {
        return Locked.refused(Nfs4.NFS4ERR_DELAY);
      }
      open.file.lockers.add(made);
      open.file.ranges.lock(made, write, first, last);
      return new Locked(0, made, null);
    } finally {
      server.lock.unlock();
    }
  }

  /** Locks more, or in another way. */
  public Locked lock(LockState state, boolean write, long first, long last) {
    server.lock.lock();
    try {
      return lock(state, state.owner, write, first, last);
    } finally {
      server.lock.unlock();
    }
  }

  private Locked lock(LockState state, Owner who, boolean write, long first, long last) {
    if (state.isGone()) {
      return Locked.refused(Nfs4.NFS4ERR_BAD_STATEID);
    }
    Range against = conflict(state.file, who, write, first, last);
    if (against != null) {
      return new Locked(Nfs4.NFS4ERR_DENIED, null, against);
    }
    if (state.file.ranges.isFull()) {
      return Locked.refused(Nfs4.NFS4ERR_DELAY);
    }
    state.file.ranges.lock(state, write, first, last);
    state.changed();
    return new Locked(0, state, null);
  }

  private @Nullable Range conflict(
      FileState file, Owner who, boolean write, long first, long last) {
    Range against = file.ranges.conflict(who, write, first, last);
    while (against != null && server.yields(against.by().client)) {
      against = file.ranges.conflict(who, write, first, last);
    }
    return against;
  }

  /** What stands against a lock that nobody takes; null: nothing. */
  public @Nullable Range test(
      Client client, FileKey key, Opaque owner, boolean write, long first, long last) {
    server.lock.lock();
    try {
      FileState file = server.files.get(key);
      return file == null ? null : conflict(file, new Owner(client, owner), write, first, last);
    } finally {
      server.lock.unlock();
    }
  }

  public int unlock(LockState state, long first, long last) {
    server.lock.lock();
    try {
      if (state.isGone()) {
        return Nfs4.NFS4ERR_BAD_STATEID;
      }
      if (state.file.ranges.isFull()) {
        return Nfs4.NFS4ERR_DELAY;
      }
      state.file.ranges.unlock(state, first, last);
      state.changed();
      return 0;
    } finally {
      server.lock.unlock();
    }
  }

  /** FREE_STATEID: forgets a state with which nothing is held. */
  public int free(State state) {
    server.lock.lock();
    try {
      if (state.isGone()) {
        return Nfs4.NFS4ERR_BAD_STATEID;
      }
      boolean idle = state instanceof LockState lock && !lock.file.ranges.holds(lock);
      if (!idle && !state.isRevoked()) {
        return Nfs4.NFS4ERR_LOCKS_HELD;
      }
      server.end(state);
      state.client.revoked(state.client.states.stream().anyMatch(State::isRevoked));
      return 0;
    } finally {
      server.lock.unlock();
    }
  }
}
