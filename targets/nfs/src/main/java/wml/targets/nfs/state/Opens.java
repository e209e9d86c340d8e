package wml.targets.nfs.state;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.Opaque;

/** Files that are open, and what others may not do with them meanwhile (RFC 8881, section 9). */
public final class Opens {
  private final ServerState server;

  /** Opens that deny something to others. */
  private final AtomicInteger denying = new AtomicInteger();

  Opens(ServerState server) {
    this.server = server;
  }

  /** What came of opening: a state, or a status. */
  public record Opened(int status, @Nullable OpenState state) {}

  /**
   * Opens a file, or adds to what its owner has of it.
   *
   * @param uid of the caller
   */
  public Opened open(Client client, Opaque owner, int uid, FileKey key, int access, int deny) {
    server.lock.lock();
    try {
      if (client.destroyed) {
        return new Opened(Nfs4.NFS4ERR_EXPIRED, null);
      }
      Owner who = new Owner(client, owner);
      int refused = conflict(server.files.get(key), who, access, deny);
      boolean changes =
          (access & Nfs4.OPEN4_SHARE_ACCESS_WRITE) != 0 || (deny & Nfs4.OPEN4_SHARE_DENY_READ) != 0;
      if (refused == 0 && changes) {
        refused = server.delegations().beforeChange(key, client);
      }
      if (refused != 0) {
        return new Opened(refused, null);
      }
      FileState file = server.hold(key);
      if (file == null) {
        return new Opened(Nfs4.NFS4ERR_STALE, null);
      }
      for (OpenState open : file.opens) {
        if (open.owner.equals(who)) {
          boolean denied = open.deny() != 0;
          open.add(access, deny);
          open.changed();
          count(open, denied);
          return new Opened(0, open);
        }
      }
      OpenState made = new OpenState(who, file, uid);
      made.add(access, deny);
      if (!server.add(made)) {
        server.release(file);
        return new Opened(Nfs4.NFS4ERR_DELAY, null);
      }
      file.opens.add(made);
      count(made, false);
      return new Opened(0, made);
    } finally {
      server.lock.unlock();
    }
  }

  private int conflict(@Nullable FileState file, Owner who, int access, int deny) {
    if (file == null) {
      return 0;
    }
    for (OpenState open : new ArrayList<>(file.opens)) {
      if (!open.owner.equals(who)
          && open.conflicts(access, deny)
          && !server.yields(open.client())) {
        return Nfs4.NFS4ERR_SHARE_DENIED;
      }
    }
    return 0;
  }

  /**
   * Whether an access without an open of its own is denied by somebody's: LOCKED, else 0. Takes no
   * lock while nobody denies anything.
   */
  public int anonymous(FileKey key, int access) {
    if (denying.get() == 0) {
      return 0;
    }
    server.lock.lock();
    try {
      FileState file = server.files.get(key);
      if (file != null) {
        for (OpenState open : new ArrayList<>(file.opens)) {
          if (open.conflicts(access, 0) && !server.yields(open.client())) {
            return Nfs4.NFS4ERR_LOCKED;
          }
        }
      }
      return 0;
    } finally {
      server.lock.unlock();
    }
  }

  /** OPEN_DOWNGRADE. */
  public int downgrade(OpenState open, int access, int deny) {
    server.lock.lock();
    try {
      if (!open.canBecome(access, deny)) {
        return Nfs4.NFS4ERR_INVAL;
      }
      boolean denied = open.deny() != 0;
      open.become(access, deny);
      open.changed();
      count(open, denied);
      return 0;
    } finally {
      server.lock.unlock();
    }
  }

  /** Ends an open, with the locks taken under it. */
  public void close(OpenState open) {
    server.lock.lock();
    try {
      if (!open.isGone()) {
        server.end(open);
      }
    } finally {
      server.lock.unlock();
    }
  }

  private void count(OpenState open, boolean before) {
    if (before != (open.deny() != 0)) {
      denying.addAndGet(before ? -1 : 1);
    }
  }

  void ended(OpenState open) {
    if (open.deny() != 0) {
      denying.decrementAndGet();
    }
  }
}
