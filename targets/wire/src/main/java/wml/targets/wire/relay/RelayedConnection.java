package wml.targets.wire.relay;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection through a relay: two directions, each with a thread that receives and one that
 * sends.
 */
final class RelayedConnection {
  private static final int COPY_BYTES = 256 << 10;

  private final Relay relay;
  private final SocketChannel client;
  private final SocketChannel server;
  private final DelayLine there;
  private final DelayLine back;
  private final AtomicBoolean cut = new AtomicBoolean();
  private final AtomicInteger running = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  RelayedConnection(Relay relay, SocketChannel client, SocketChannel server) throws IOException {
    this.relay = relay;
    this.client = client;
    this.server = server;
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    server.setOption(StandardSocketOptions.TCP_NODELAY, true);
    RelayConditions conditions = relay.conditions();
    there = new DelayLine(conditions.delayNanos(), conditions.bytesPerSecond());
    back = new DelayLine(conditions.delayNanos(), conditions.bytesPerSecond());
  }

  void start(int number) {
    thread("relay-" + number + "-call-in", () -> receive(client, there));
    thread("relay-" + number + "-call-out", () -> send(there, server));
    thread("relay-" + number + "-answer-in", () -> receive(server, back));
    thread("relay-" + number + "-answer-out", () -> send(back, client));
    running.set(threads.size());
    threads.forEach(Thread::start);
  }

  private void thread(String name, Runnable work) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(
                () -> {
                  work.run();
                  if (running.decrementAndGet() == 0) {
                    cut();
                    relay.ended(this);
                  }
                }));
  }

  private void receive(SocketChannel from, DelayLine line) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(COPY_BYTES);
    try {
      while (from.read(bytes) >= 0) {
        long now = System.nanoTime();
        if (!line.put(bytes.flip(), now)) {
          return;
        }
        bytes.clear();
      }
      line.end(System.nanoTime());
    } catch (IOException e) {
      cut(); // one side has broken the connection: the other one is to see that, too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(DelayLine line, SocketChannel to) {
    TimerSlack.minimal();
    ByteBuffer bytes = ByteBuffer.allocateDirect(COPY_BYTES);
    try {
      while (line.take(bytes)) {
        bytes.flip();
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
        bytes.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends both sides at once; what was on its way is lost. From any thread. */
  void cut() {
    if (cut.compareAndSet(false, true)) {
      there.cut();
      back.cut();
      close(client);
      close(server);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone: nothing else was wanted.
    }
  }

  void join(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }
  }
}
