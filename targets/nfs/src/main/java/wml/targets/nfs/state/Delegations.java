package wml.targets.nfs.state;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Promises to clients that read files: nobody changes them before they were told (RFC 8881, section
 * 10.4). Who wants to change such a file is told to come again until the promise is given back, or
 * a lease has passed and it is revoked.
 */
public final class Delegations {
  private static final int MOST = 1 << 16;

  private final ServerState server;
  private final AtomicInteger count = new AtomicInteger();

  Delegations(ServerState server) {
    this.server = server;
  }

  /** Whether there are any. */
  public boolean exist() {
    return count.get() > 0;
  }

  void ended() {
    count.decrementAndGet();
  }

  /** Delegates a file that a client has just opened for reading; null if it can't be now. */
  public @Nullable Delegation grant(Client client, OpenState open, Session session) {
    if (!server.options().delegations()) {
      return null;
    }
    server.lock.lock();
    try {
      FileState file = open.file;
      if (open.isGone() || count.get() >= MOST || !isReachable(client, session)) {
        return null;
      }
      for (OpenState other : file.opens) {
        if (other.allows(true)) {
          return null;
        }
      }
      for (Delegation there : file.delegations) {
        if (there.client == client || there.isRecalled()) {
          return null;
        }
      }
      Delegation made = new Delegation(client, file, open.uid());
      if (!server.add(made)) {
        return null;
      }
      file.delegations.add(made);
      count.incrementAndGet();
      return made;
    } finally {
      server.lock.unlock();
    }
  }

  /** A client may be called by any of its sessions. */
  private static boolean isReachable(Client client, Session by) {
    if (by.back().isUp()) {
      return true;
    }
    for (Session session : client.sessions) {
      if (session.back().isUp()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a change of a file has to wait: DELAY, else 0. Recalls what stands against it. Takes no
   * lock while nothing is delegated.
   *
   * @param by whose own promise doesn't matter; null: nobody's
   */
  public int beforeChange(FileKey key, @Nullable Client by) {
    if (count.get() == 0) {
      return 0;
    }
    server.lock.lock();
    try {
      FileState file = server.files.get(key);
      if (file == null) {
        return 0;
      }
      int status = 0;
      for (Delegation there : new ArrayList<>(file.delegations)) {
        if (there.client != by && !isGone(there)) {
          status = Nfs4.NFS4ERR_DELAY;
        }
      }
      return status;
    } finally {
      server.lock.unlock();
    }
  }

  private boolean isGone(Delegation there) {
    long now = server.now();
    if (server.yields(there.client)) {
      return true;
    }
    if (!there.isRecalled()) {
      there.recalled(now);
      recall(there);
      return false;
    }
    if (now - there.recalledNanos() <= server.options().leaseNanos()) {
      return false;
    }
    there.revoke();
    there.client.revoked(true);
    there.file.delegations.remove(there);
    ended();
    server.release(there.file);
    return true;
  }

  private void recall(Delegation what) {
    XdrWriter out = new XdrWriter(256, 1024);
    out.putInt(Nfs4.OP_CB_RECALL);
    what.id(new StateId()).write(out);
    out.putBoolean(false);
    what.file.handle().write(out);
    byte[] operation = new byte[out.position()];
    out.flip().get(operation);
    for (Session session : what.client.sessions) {
      if (session.back().isUp()) {
        session.back().call(operation, status -> {}); // what counts is that it is returned
        return;
      }
    }
  }

  /** DELEGRETURN. */
  public void giveBack(Delegation what) {
    server.lock.lock();
    try {
      if (!what.isGone()) {
        server.end(what);
      }
    } finally {
      server.lock.unlock();
    }
  }
}
