package wml.targets.nfs.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.xdr.Opaque;

/** All clients, and who is who (RFC 8881, sections 18.35 and 18.36). */
public final class Clients {
  private static final int MOST = 1 << 14;

  /** Silent clients keep what nobody else wants for so many leases. */
  private static final int COURTESY_LEASES = 20;

  /** What an EXCHANGE_ID found: a client, or a status. */
  public record Known(int status, @Nullable Client client, boolean confirmed) {
    static Known refused(int status) {
      return new Known(status, null, false);
    }
  }

  /** What a CREATE_SESSION is to do. */
  public enum Turn {
    NEW,
    REPEATED,
    MISORDERED,
    UNKNOWN_CLIENT
  }

  private static final class Incarnations {
    @Nullable Client confirmed;
    @Nullable Client unconfirmed;

    boolean isEmpty() {
      return confirmed == null && unconfirmed == null;
    }
  }

  private final ServerState server;
  private final Map<Opaque, Incarnations> byOwner = new HashMap<>();
  private final Map<Long, Client> byId = new HashMap<>();
  private volatile LongConsumer whenOneEnds = id -> {};
  private int serial;

  Clients(ServerState server) {
    this.server = server;
  }

  /** EXCHANGE_ID: the cases of section 18.35.4, in their order there. */
  public Known exchange(Opaque owner, long verifier, Principal principal, boolean update) {
    server.lock.lock();
    try {
      Incarnations there = byOwner.computeIfAbsent(owner, o -> new Incarnations());
      Client confirmed = there.confirmed;
      if (update) {
        int status =
            confirmed == null
                ? Nfs4.NFS4ERR_NOENT
                : confirmed.verifier != verifier
                    ? Nfs4.NFS4ERR_NOT_SAME
                    : confirmed.principal.equals(principal) ? 0 : Nfs4.NFS4ERR_PERM;
        drop(owner, there);
        return status == 0 ? new Known(0, confirmed, true) : Known.refused(status);
      }
      if (confirmed != null && !confirmed.principal.equals(principal)) {
        if (!confirmed.states.isEmpty() && !server.isExpired(confirmed)) {
          return Known.refused(Nfs4.NFS4ERR_CLID_INUSE);
        }
        destroy(confirmed);
        there = byOwner.computeIfAbsent(owner, o -> new Incarnations());
      } else if (confirmed != null && confirmed.verifier == verifier) {
        return new Known(0, confirmed, true);
      }
      Client unconfirmed = there.unconfirmed;
      if (unconfirmed != null) {
        destroy(unconfirmed);
        there = byOwner.computeIfAbsent(owner, o -> new Incarnations());
      }
      if (byId.size() >= MOST) {
        sweep();
      }
      if (byId.size() >= MOST) {
        drop(owner, there);
        return Known.refused(Nfs4.NFS4ERR_DELAY);
      }
      long id = (long) server.epoch() << 32 | ++serial;
      Client made = new Client(id, owner, verifier, principal, server.now());
      there.unconfirmed = made;
      byId.put(id, made);
      return new Known(0, made, false);
    } finally {
      server.lock.unlock();
    }
  }

  public @Nullable Client find(long id) {
    server.lock.lock();
    try {
      return byId.get(id);
    } finally {
      server.lock.unlock();
    }
  }

  /** Where a CREATE_SESSION stands among those of a client. */
  public Turn turn(Client client, int sequence) {
    server.lock.lock();
    try {
      if (client.destroyed) {
        return Turn.UNKNOWN_CLIENT;
      }
      if (sequence == client.createSequence + 1) {
        return Turn.NEW;
      }
      return sequence == client.createSequence && client.createReply != null
          ? Turn.REPEATED
          : Turn.MISORDERED;
    } finally {
      server.lock.unlock();
    }
  }

  /** Whether another principal may confirm a client: it may not. */
  public boolean isOther(Client client, Principal principal) {
    return !client.confirmed && !client.principal.equals(principal);
  }

  /** A session of a client, which is confirmed with it; null if there are too many. */
  public @Nullable Session createSession(
      Client client, Channel fore, Channel back, int program, Credential as) {
    server.lock.lock();
    try {
      Session session = server.sessions().create(client, fore, back, program, as);
      if (session != null && !client.confirmed) {
        Incarnations there = byOwner.computeIfAbsent(client.owner, o -> new Incarnations());
        Client old = there.confirmed;
        there.unconfirmed = null;
        there.confirmed = client;
        client.confirmed = true;
        if (old != null) {
          end(old); // the client was restarted: what it held before is gone
        }
      }
      client.renewed(server.now());
      return session;
    } finally {
      server.lock.unlock();
    }
  }

  /** The answer of a CREATE_SESSION, which is repeated if the call is. */
  public void answered(Client client, int sequence, byte[] reply) {
    server.lock.lock();
    try {
      client.createSequence = sequence;
      client.createReply = reply;
    } finally {
      server.lock.unlock();
    }
  }

  public byte[] answer(Client client) {
    byte[] reply = client.createReply;
    return reply == null ? new byte[0] : reply;
  }

  /**
   * Calls a client back. Does not wait, and may be called whatever locks are held.
   *
   * @param operation one of {@code nfs_cb_opnum4} and its arguments
   * @param done told the client's status, -1 if it can't be reached; from any thread
   */
  public void callBack(long id, byte[] operation, IntConsumer done) {
    Thread.ofVirtual().name("nfs-callback").start(() -> callBackNow(id, operation, done));
  }

  private void callBackNow(long id, byte[] operation, IntConsumer done) {
    BackChannel over = null;
    server.lock.lock();
    try {
      Client client = byId.get(id);
      if (client != null) {
        for (Session session : client.sessions) {
          over = over == null && session.back().isUp() ? session.back() : over;
        }
      }
    } finally {
      server.lock.unlock();
    }
    if (over == null) {
      done.accept(-1);
    } else {
      over.call(operation, done);
    }
  }

  /** What is to be done, in a thread of its own, when a client and all that it holds ends. */
  public void whenOneEnds(LongConsumer step) {
    whenOneEnds = step;
  }

  /** DESTROY_CLIENTID. */
  public int destroy(long id) {
    server.lock.lock();
    try {
      Client client = byId.get(id);
      if (client == null) {
        return Nfs4.NFS4ERR_STALE_CLIENTID;
      }
      if (!client.sessions.isEmpty() || !client.states.isEmpty()) {
        return Nfs4.NFS4ERR_CLIENTID_BUSY;
      }
      destroy(client);
      return 0;
    } finally {
      server.lock.unlock();
    }
  }

  /** Ends a client and all that it holds. Under the lock. */
  void destroy(Client client) {
    Incarnations there = byOwner.get(client.owner);
    boolean wasConfirmed = client.confirmed;
    if (there != null) {
      there.confirmed = there.confirmed == client ? null : there.confirmed;
      there.unconfirmed = there.unconfirmed == client ? null : there.unconfirmed;
      drop(client.owner, there);
    }
    end(client);
    if (wasConfirmed && client.reclaimComplete) {
      server.grace.forget(client.owner);
    }
  }

  private void end(Client client) {
    client.destroyed = true;
    byId.remove(client.id);
    Thread.ofVirtual().name("nfs-client-end").start(() -> whenOneEnds.accept(client.id));
    new ArrayList<>(client.states).forEach(server::end);
    new ArrayList<>(client.sessions).forEach(server.sessions()::remove);
  }

  private void drop(Opaque owner, Incarnations there) {
    if (there.isEmpty()) {
      byOwner.remove(owner);
    }
  }

  /** Ends clients that have been silent for very long, and those that never came back. */
  private void sweep() {
    long lease = server.options().leaseNanos();
    for (Client client : new ArrayList<>(byId.values())) {
      long silent = server.now() - client.renewedNanos();
      if (silent > (client.confirmed ? COURTESY_LEASES * lease : lease)) {
        destroy(client);
      }
    }
  }
}
