package wml.targets.nfs.state;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.wire.oncrpc.BackCalls;
import wml.targets.wire.oncrpc.Credential;

/** A session of a client: its slots, and the connections that it uses. */
public final class Session {
  /** Connections that are remembered as bound. */
  private static final int MOST_CONNECTIONS = 256;

  private final Client client;
  private final SessionId id;
  private final Channel fore;
  private final Slot[] slots;
  private final List<BackCalls> connections = new CopyOnWriteArrayList<>();
  private final BackChannel back;
  private volatile boolean destroyed;

  Session(
      Client client, SessionId id, Channel fore, Channel backLimits, int program, Credential as) {
    this.client = client;
    this.id = id;
    this.fore = fore;
    slots = new Slot[fore.slots()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot();
    }
    back = new BackChannel(id, backLimits, program, as);
  }

  public Client client() {
    return client;
  }

  public SessionId id() {
    return id;
  }

  public Channel fore() {
    return fore;
  }

  public BackChannel back() {
    return back;
  }

  public int slots() {
    return slots.length;
  }

  public Slot slot(int index) {
    return slots[index];
  }

  public boolean isDestroyed() {
    return destroyed;
  }

  void destroy() {
    destroyed = true;
    back.close();
  }

  /** A connection is used for calls. */
  public void bind(BackCalls connection) {
    if (connections.contains(connection)) {
      return;
    }
    connections.removeIf(c -> !c.isOpen());
    if (connections.size() < MOST_CONNECTIONS) {
      connections.add(connection);
    }
  }

  public boolean isBound(BackCalls connection) {
    return connections.contains(connection);
  }

  long cacheBytes() {
    return (long) fore.slots() * fore.cached();
  }
}
