package wml.targets.nfs.state;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.wire.oncrpc.Credential;

/** All sessions. A session's id holds its place; finding one is an array read without a lock. */
public final class Sessions {
  private static final int MOST = 1 << 13;
  private static final int MOST_OF_CLIENT = 256;

  /** Answers that all slots together may keep. */
  private static final long MOST_CACHED_BYTES = 1L << 29;

  private final ServerState server;
  private final AtomicReferenceArray<@Nullable Session> sessions = new AtomicReferenceArray<>(MOST);
  private long serial;
  private long cachedBytes;

  Sessions(ServerState server) {
    this.server = server;
  }

  public @Nullable Session find(SessionId id) {
    int place = (int) id.high;
    if ((int) (id.high >>> 32) != server.epoch() || place < 0 || place >= MOST) {
      return null;
    }
    Session found = sessions.get(place);
    return found != null && found.id().is(id) ? found : null;
  }

  /** A new session, with fewer slots if memory for answers is short; null if there are too many. */
  @Nullable Session create(Client client, Channel fore, Channel back, int program, Credential as) {
    int place = 0;
    while (place < MOST && sessions.get(place) != null) {
      place++;
    }
    if (place == MOST || client.sessions.size() >= MOST_OF_CLIENT) {
      return null;
    }
    long left = MOST_CACHED_BYTES - cachedBytes;
    int slots = (int) Math.min(fore.slots(), left / Math.max(1, fore.cached()));
    if (slots < 1) {
      return null;
    }
    Channel limits =
        new Channel(fore.request(), fore.response(), fore.cached(), fore.operations(), slots);
    SessionId id = new SessionId().set((long) server.epoch() << 32 | place, ++serial);
    Session session = new Session(client, id, limits, back, program, as);
    cachedBytes += session.cacheBytes();
    sessions.set(place, session);
    client.sessions.add(session);
    return session;
  }

  void remove(Session session) {
    if (session.isDestroyed()) {
      return;
    }
    session.destroy();
    cachedBytes -= session.cacheBytes();
    sessions.set((int) session.id().high, null);
    session.client().sessions.remove(session);
  }

  /** Ends a session; false if it has ended before. */
  public boolean destroy(Session session) {
    server.lock.lock();
    try {
      boolean there = !session.isDestroyed();
      remove(session);
      return there;
    } finally {
      server.lock.unlock();
    }
  }

  void clear() {
    for (int i = 0; i < MOST; i++) {
      Session session = sessions.getAndSet(i, null);
      if (session != null) {
        session.destroy();
      }
    }
  }
}
