package wml.targets.wire.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Stands between clients and a server, and makes the way between them longer, narrower or less
 * reliable. Bytes are forwarded in their order after their delay, however many are on their way: a
 * client that sends calls without waiting for answers is not slowed down by the delay.
 */
public final class Relay implements AutoCloseable {
  /** What clients wait for in the line before they are accepted. */
  private static final int BACKLOG = 256;

  private static final long STOP_MILLIS = 5000;

  private final ServerSocketChannel channel;
  private final InetSocketAddress server;
  private final RelayConditions conditions;
  private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private final Thread cutter;
  private int accepted;
  private volatile boolean closed;

  private Relay(ServerSocketChannel channel, InetSocketAddress server, RelayConditions conditions) {
    this.channel = channel;
    this.server = server;
    this.conditions = conditions;
    acceptor = Thread.ofPlatform().daemon().name("relay-accept").unstarted(this::accept);
    cutter = Thread.ofPlatform().daemon().name("relay-cut").unstarted(this::cutNowAndThen);
  }

  /** Relays to a server from now on. */
  public static Relay start(InetSocketAddress server, RelayConditions conditions)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    Relay relay = new Relay(channel, server, conditions);
    relay.acceptor.start();
    if (conditions.cutEveryNanos() > 0) {
      relay.cutter.start();
    }
    return relay;
  }

  /** Where clients find the server. */
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException("the relay is closed", e);
    }
  }

  RelayConditions conditions() {
    return conditions;
  }

  /** Connections at this moment. */
  public int connections() {
    return connections.size();
  }

  private void accept() {
    while (!closed) {
      SocketChannel client;
      try {
        client = channel.accept();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        continue; // the client is gone already
      }
      forward(client);
    }
  }

  /** Opens the other half of a connection; a client whose server isn't there is closed. */
  private void forward(SocketChannel client) {
    try {
      SocketChannel other = SocketChannel.open();
      try {
        other.connect(server);
        RelayedConnection connection = new RelayedConnection(this, client, other);
        connections.add(connection);
        connection.start(++accepted);
      } catch (IOException e) {
        other.close();
        throw e;
      }
    } catch (IOException e) {
      try {
        client.close();
      } catch (IOException again) {
        // It is gone: nothing else was wanted.
      }
    }
  }

  void ended(RelayedConnection connection) {
    connections.remove(connection);
  }

  private void cutNowAndThen() {
    try {
      while (!closed) {
        TimeUnit.NANOSECONDS.sleep(conditions.cutEveryNanos());
        cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts all connections; clients may connect anew at once. */
  public void cut() {
    connections.forEach(RelayedConnection::cut);
  }

  @Override
  public void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a listening socket can't be closed", e);
    }
    cutter.interrupt();
    try {
      acceptor.join(STOP_MILLIS);
      cutter.join(STOP_MILLIS);
      for (RelayedConnection connection : Set.copyOf(connections)) {
        connection.cut();
        connection.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
