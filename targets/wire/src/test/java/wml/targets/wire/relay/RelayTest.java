package wml.targets.wire.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wml.api.random.RandomStream;

@Timeout(60)
final class RelayTest {
  private static final int PING_BYTES = 8;
  private static final int PINGS = 100;

  private ServerSocket server;

  /** Sends back what it is sent. */
  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket caller = server.accept();
                  caller.setTcpNoDelay(true);
                  Thread.ofPlatform().daemon().start(() -> echo(caller));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private static void echo(Socket caller) {
    try (caller) {
      caller.getInputStream().transferTo(caller.getOutputStream());
    } catch (IOException e) {
      // The caller is gone.
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  private Relay relay(long delayNanos, long bytesPerSecond, long cutEveryNanos) throws IOException {
    return Relay.start(address(), new RelayConditions(delayNanos, bytesPerSecond, cutEveryNanos));
  }

  private static Socket connect(Relay relay) throws IOException {
    Socket socket = new Socket(relay.address().getAddress(), relay.address().getPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** The quickest of many round trips: what others do on this machine makes some longer. */
  private static long quickestNanos(Relay relay) throws IOException {
    long quickest = Long.MAX_VALUE;
    try (Socket socket = connect(relay)) {
      byte[] bytes = new byte[PING_BYTES];
      for (int i = 0; i < PINGS; i++) {
        long begin = System.nanoTime();
        socket.getOutputStream().write(bytes);
        socket.getInputStream().readNBytes(PING_BYTES);
        quickest = Math.min(quickest, System.nanoTime() - begin);
      }
    }
    return quickest;
  }

  @Test
  void aRoundTripTakesTwiceTheDelayLonger() throws IOException {
    long without;
    try (Relay relay = relay(0, 0, 0)) {
      without = quickestNanos(relay);
    }
    long delay = 3_000_000;
    try (Relay relay = relay(delay, 0, 0)) {
      long added = quickestNanos(relay) - without;
      assertTrue(added >= 2 * delay - 100_000, "added " + added);
      assertTrue(added < 2 * (delay + 100_000), "added " + added);
    }
  }

  @Test
  void bytesInFlightShareOneDelay() throws IOException {
    int messages = 500;
    try (Relay relay = relay(10_000_000, 0, 0);
        Socket socket = connect(relay)) {
      byte[] sent = new byte[messages * PING_BYTES];
      RandomStream random = new RandomStream(3);
      for (int i = 0; i < sent.length; i++) {
        sent[i] = (byte) random.nextLong(256);
      }
      long begin = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        socket.getOutputStream().write(sent, i * PING_BYTES, PING_BYTES);
      }
      byte[] received = socket.getInputStream().readNBytes(sent.length);
      long nanos = System.nanoTime() - begin;
      assertArrayEquals(sent, received);
      // one after another, 500 round trips would take 10 s
      assertTrue(nanos >= 20_000_000 && nanos < 500_000_000, "took " + nanos);
    }
  }

  @Test
  void bytesKeepTheirOrderInGreatNumbers() throws Exception {
    int count = 48 << 20;
    try (Relay relay = relay(2_000_000, 0, 0);
        Socket socket = connect(relay)) {
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
                    try {
                      for (int at = 0; at < count; at += bytes.capacity()) {
                        for (int i = 0; i < bytes.capacity(); i += 4) {
                          bytes.putInt(i, at + i);
                        }
                        socket.getOutputStream().write(bytes.array());
                      }
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      var in = new DataInputStream(socket.getInputStream());
      byte[] block = new byte[1 << 16];
      for (int at = 0; at < count; at += block.length) {
        in.readFully(block);
        ByteBuffer read = ByteBuffer.wrap(block);
        for (int i = 0; i < block.length; i += 4) {
          if (read.getInt(i) != at + i) {
            assertEquals(at + i, read.getInt(i));
          }
        }
      }
      sender.join();
    }
  }

  @Test
  void bytesComeNoFasterThanTheBandwidth() throws IOException {
    int bytes = 1 << 20;
    try (Relay relay = relay(0, 5 << 20, 0);
        Socket socket = connect(relay)) {
      long begin = System.nanoTime();
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  socket.getOutputStream().write(new byte[bytes]);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertEquals(bytes, socket.getInputStream().readNBytes(bytes).length);
      long nanos = System.nanoTime() - begin;
      assertTrue(nanos > 190_000_000 && nanos < 1_000_000_000, "took " + nanos);
    }
  }

  @Test
  void aCutEndsBothSidesAndNewConnectionsWork() throws IOException {
    try (Relay relay = relay(0, 0, 0)) {
      Socket first = connect(relay);
      first.getOutputStream().write(1);
      assertEquals(1, first.getInputStream().read());
      relay.cut();
      assertTrue(isGone(first), "the connection goes on");
      try (Socket second = connect(relay)) {
        second.getOutputStream().write(2);
        assertEquals(2, second.getInputStream().read());
      }
    }
  }

  private static boolean isGone(Socket socket) {
    try (socket) {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void connectionsAreCutAtTheInterval() throws IOException {
    try (Relay relay = relay(0, 0, 50_000_000)) {
      for (int i = 0; i < 3; i++) {
        Socket socket = connect(relay);
        assertTrue(isGone(socket), "never cut");
      }
    }
  }

  @Test
  void aClientWhoseServerIsGoneIsClosed() throws IOException {
    server.close();
    try (Relay relay = relay(0, 0, 0)) {
      assertTrue(isGone(connect(relay)));
    }
  }

  @Test
  void theEndOfOneSideArrivesBehindItsBytes() throws IOException {
    try (Relay relay = relay(5_000_000, 0, 0);
        Socket socket = connect(relay)) {
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      socket.shutdownOutput();
      assertArrayEquals(new byte[] {1, 2, 3}, socket.getInputStream().readAllBytes());
    }
  }

  @Test
  void whoSendsMoreThanIsTakenWaits() throws Exception {
    DelayLine line = new DelayLine(0, 0);
    AtomicLong put = new AtomicLong();
    Thread sender =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
                    while (line.put(bytes.clear(), System.nanoTime())) {
                      put.addAndGet(bytes.capacity());
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    awaitWaiting(sender);
    assertEquals(DelayLine.MOST_BYTES, put.get());
    ByteBuffer into = ByteBuffer.allocate(1 << 20);
    assertTrue(line.take(into));
    assertFalse(into.hasRemaining());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (put.get() != DelayLine.MOST_BYTES + (1 << 20) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(DelayLine.MOST_BYTES + (1 << 20), put.get());
    line.cut();
    sender.join();
  }

  private static void awaitWaiting(Thread thread) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (thread.getState() != Thread.State.WAITING) {
      assertTrue(System.nanoTime() < deadline, "never waits");
      Thread.onSpinWait();
    }
  }

  @Test
  void conditionsBelowZeroAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RelayConditions(-1, 0, 0));
  }
}
