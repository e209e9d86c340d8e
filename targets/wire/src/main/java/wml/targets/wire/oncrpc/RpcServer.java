package wml.targets.wire.oncrpc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves programs over TCP. Each connection has a thread, which answers its calls in their order; a
 * slow or malicious caller holds up nobody else, and is cut off when its patience is used up.
 * Closing answers what was read, and ends all connections.
 *
 * <p>The threads are the system's: a virtual one is woken through two others, which costs a call
 * that comes alone three times the time and four times the processor time.
 */
public final class RpcServer implements AutoCloseable {
  private static final long STOP_MILLIS = 5000;

  private final ServerSocketChannel channel;
  private final Map<Integer, RpcProgram> programs = new HashMap<>();
  private final ServerLimits limits;
  private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private final Thread watch;
  private volatile boolean closed;

  private RpcServer(ServerSocketChannel channel, List<RpcProgram> programs, ServerLimits limits) {
    this.channel = channel;
    this.limits = limits;
    programs.forEach(p -> this.programs.put(p.number(), p));
    acceptor = Thread.ofPlatform().daemon().name("rpc-accept").unstarted(this::accept);
    watch = Thread.ofPlatform().daemon().name("rpc-watch").unstarted(this::watch);
  }

  /**
   * Serves from now on.
   *
   * @param at port 0: any that is free
   * @throws IOException if the port is taken, with the address
   */
  public static RpcServer start(
      InetSocketAddress at, List<RpcProgram> programs, ServerLimits limits) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(at, limits.connections());
    } catch (IOException e) {
      channel.close();
      String where = at.getAddress().getHostAddress() + ":" + at.getPort();
      throw new IOException("serve at " + where + ": " + e.getMessage(), e);
    }
    RpcServer server = new RpcServer(channel, programs, limits);
    server.acceptor.start();
    server.watch.start();
    return server;
  }

  /** Where it serves. */
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException("the server is closed", e);
    }
  }

  /** Connections at this moment. */
  public int connections() {
    return connections.size();
  }

  @Nullable RpcProgram program(int number) {
    return programs.get(number);
  }

  ServerLimits limits() {
    return limits;
  }

  private void accept() {
    while (!closed) {
      try {
        SocketChannel caller = channel.accept();
        if (connections.size() >= limits.connections()) {
          caller.close();
          continue;
        }
        caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ServerConnection connection = new ServerConnection(this, caller);
        connections.add(connection);
        Thread.ofPlatform().daemon().name("rpc/" + caller.getRemoteAddress()).start(connection);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // No descriptor is free, or the caller is gone already: others may come.
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void ended(ServerConnection connection) {
    connections.remove(connection);
  }

  private void watch() {
    try {
      while (!closed) {
        TimeUnit.NANOSECONDS.sleep(Math.max(1_000_000, limits.patienceNanos() / 10));
        long now = System.nanoTime();
        for (ServerConnection connection : connections) {
          if (connection.isStuck(now, limits.patienceNanos())) {
            connection.close();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a listening socket can't be closed", e);
    }
    watch.interrupt();
    try {
      acceptor.join(STOP_MILLIS); // before the others: it may just add a connection
      connections.forEach(ServerConnection::drain);
      watch.join(STOP_MILLIS);
      join(STOP_MILLIS);
      connections.forEach(ServerConnection::close);
      join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for all together, so long at most. */
  private void join(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (ServerConnection connection : connections) {
      connection.join(end - System.nanoTime());
    }
  }
}
