package wml.targets.wire.oncrpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.api.random.RandomStream;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

final class RpcTest {
  /** How long the compiler may take on a busy machine before what is allocated counts. */
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long TIMEOUT = 10_000_000_000L;

  private final EchoProgram echo = new EchoProgram();
  private RpcServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(ServerLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RpcServer start(ServerLimits limits) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return RpcServer.start(any, List.of(echo), limits);
  }

  private RpcClient client(int depth) throws IOException {
    return new RpcClient(server.address(), depth, 2 << 20, TIMEOUT);
  }

  /** Keeps what came. */
  private static class Answers implements ReplyHandler {
    final TreeMap<Long, byte[]> results = new TreeMap<>();
    final List<RpcException> failures = new ArrayList<>();

    @Override
    public void succeeded(long tag, XdrReader reader) throws XdrException {
      results.put(tag, reader.opaque(EchoProgram.MOST));
    }

    @Override
    public void failed(long tag, RpcException reason) {
      failures.add(reason);
    }
  }

  private static void call(
      RpcClient client, int procedure, byte[] argument, ReplyHandler to, long tag)
      throws IOException {
    client.begin(EchoProgram.NUMBER, 2, procedure).putOpaque(argument);
    client.end(to, tag);
  }

  @Test
  void manyCallsUnderWayAreAllAnswered() throws IOException {
    RandomStream random = new RandomStream(7);
    Answers answers = new Answers();
    try (RpcClient client = client(32)) {
      List<byte[]> sent = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        byte[] bytes = new byte[(int) random.nextLong(i % 50 == 0 ? 200_000 : 300)];
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] = (byte) random.nextLong(256);
        }
        sent.add(bytes);
        if (client.isFull()) {
          client.receive(1, TIMEOUT);
        }
        call(client, EchoProgram.ECHO, bytes, answers, i);
      }
      client.receiveAll();
      assertEquals(2000, answers.results.size());
      for (int i = 0; i < sent.size(); i++) {
        assertArrayEquals(sent.get(i), answers.results.get((long) i));
      }
    }
  }

  @Test
  void dataOfLongAnswersIsReceivedIntoItsPlace() throws IOException {
    MemorySegment memory = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(1 << 20));
    List<Integer> rests = new ArrayList<>();
    ReplyHandler placing =
        new ReplyHandler() {
          private boolean placed;

          @Override
          public boolean place(long tag, XdrReader results, Place place) throws XdrException {
            place.set(memory, 0, results.count(EchoProgram.MOST));
            placed = true;
            return true;
          }

          @Override
          public void succeeded(long tag, XdrReader results) throws IOException {
            if (!placed) {
              results.fixed(memory, 0, results.opaqueLength(EchoProgram.MOST));
            } else {
              assertEquals(tag, results.count(EchoProgram.MOST));
            }
            placed = false;
            rests.add(results.remaining());
          }

          @Override
          public void failed(long tag, RpcException reason) {
            throw new AssertionError(reason);
          }
        };
    try (RpcClient client = client(4)) {
      for (int length : new int[] {0, 1, 3, 250, 65_000, 65_537, 1_000_001, 1 << 20, 17}) {
        memory.fill((byte) 0);
        client.begin(EchoProgram.NUMBER, 2, EchoProgram.FILL).putInt(length);
        client.end(placing, length);
        client.receiveAll();
        for (int i = 0; i < length; i++) {
          assertEquals(
              (byte) (i * 31 + length), memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i));
        }
      }
    }
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0), rests);
  }

  @Test
  void refusalsSayWhy() throws IOException {
    Answers answers = new Answers();
    try (RpcClient client = client(8)) {
      client.begin(EchoProgram.NUMBER + 1, 2, 1);
      client.end(answers, 0);
      client.begin(EchoProgram.NUMBER, 4, 1);
      client.end(answers, 0);
      client.begin(EchoProgram.NUMBER, 2, 99);
      client.end(answers, 0);
      client.begin(EchoProgram.NUMBER, 2, EchoProgram.ECHO).putInt(1 << 30);
      client.end(answers, 0);
      client.begin(EchoProgram.NUMBER, 2, EchoProgram.FAIL);
      client.end(answers, 0);
      client.receiveAll();
    }
    assertEquals(
        List.of(
            RpcException.Reason.PROGRAM_UNAVAILABLE,
            RpcException.Reason.VERSION_MISMATCH,
            RpcException.Reason.PROCEDURE_UNAVAILABLE,
            RpcException.Reason.GARBAGE_ARGUMENTS,
            RpcException.Reason.SYSTEM_ERROR),
        answers.failures.stream().map(RpcException::reason).toList());
    assertTrue(String.valueOf(answers.failures.get(1).getMessage()).contains("2 to 3"));
  }

  @Test
  void serverKnowsWhoCalls() throws IOException {
    Answers answers = new Answers();
    Credential user = new Credential.Sys(1, "machine", 1000, 100, List.of(5, 6));
    try (RpcClient client = client(8)) {
      call(client, EchoProgram.WHO, new byte[0], answers, 0);
      client.credential(user);
      call(client, EchoProgram.WHO, new byte[0], answers, 1);
      call(client, EchoProgram.WHO, new byte[0], answers, 2);
      client.receiveAll();
    }
    assertEquals("None[]", text(answers, 0));
    assertEquals(user.toString(), text(answers, 1));
    assertEquals(user.toString(), text(answers, 2));
  }

  private static String text(Answers answers, long tag) {
    return new String(answers.results.get(tag), StandardCharsets.UTF_8);
  }

  @Test
  void recordsOfManyFragmentsAreOneMessage() throws IOException {
    XdrWriter call = new XdrWriter(256, 256);
    call.putInt(77).putInt(Rpc.CALL).putInt(2).putInt(EchoProgram.NUMBER).putInt(2);
    call.putInt(EchoProgram.ECHO).putFixed(new Credential.None().encoded());
    call.putString("hello");
    byte[] message = new byte[call.position()];
    call.flip().get(message);
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      ByteBuffer out = ByteBuffer.allocate(8 * message.length);
      for (int i = 0; i < message.length; i++) {
        boolean last = i == message.length - 1;
        out.putInt((last ? Rpc.LAST_FRAGMENT : 0) | 1).put(message[i]);
      }
      socket.getOutputStream().write(out.array(), 0, out.position());
      byte[] answer = new byte[4 + 24 + 12];
      InputStream in = socket.getInputStream();
      assertEquals(answer.length, in.readNBytes(answer, 0, answer.length));
      assertEquals(77, ByteBuffer.wrap(answer).getInt(4));
      assertEquals("hello", new String(answer, 32, 5, StandardCharsets.UTF_8));
    }
  }

  @Test
  void garbageEndsItsConnectionAndNoOther() throws Exception {
    RandomStream random = new RandomStream(3);
    Answers answers = new Answers();
    try (RpcClient client = client(8)) {
      for (int i = 0; i < 200; i++) {
        try (Socket socket =
            new Socket(server.address().getAddress(), server.address().getPort())) {
          byte[] garbage = new byte[1 + (int) random.nextLong(200)];
          for (int j = 0; j < garbage.length; j++) {
            garbage[j] = (byte) random.nextLong(256);
          }
          socket.getOutputStream().write(garbage);
        } catch (IOException e) {
          // The server may have closed while it was sent.
        }
      }
      call(client, EchoProgram.ECHO, new byte[] {1, 2, 3}, answers, 0);
      client.receiveAll();
    }
    assertArrayEquals(new byte[] {1, 2, 3}, answers.results.get(0L));
    assertTrue(echo.gone.await(10, TimeUnit.SECONDS));
  }

  @Test
  void messagesThatNeverEndAreCutOff() throws IOException {
    server.close();
    server = start(new ServerLimits(4, 1 << 20, 200_000_000));
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(new byte[] {(byte) 0x80, 0, 1, 0, 5});
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws IOException {
    server.close();
    server = start(new ServerLimits(1, 1 << 20, TIMEOUT));
    Answers answers = new Answers();
    try (RpcClient client = client(8)) {
      call(client, EchoProgram.ECHO, new byte[1], answers, 0);
      client.receiveAll();
      try (RpcClient second = client(8)) {
        TargetException e =
            assertThrows(
                TargetException.class,
                () -> {
                  call(second, EchoProgram.ECHO, new byte[1], answers, 1);
                  second.receiveAll();
                });
        assertTrue(
            e.kind() == ErrorKind.ECONNRESET || e.getMessage().contains("32"), e.getMessage());
      }
    }
  }

  @Test
  void lostConnectionFailsItsCallsAndServesAgain() throws IOException {
    Answers answers = new Answers();
    try (RpcClient client = client(8)) {
      call(client, EchoProgram.ECHO, new byte[1], answers, 0);
      client.receiveAll();
      InetSocketAddress at = server.address();
      server.close();
      assertThrows(
          TargetException.class,
          () -> {
            call(client, EchoProgram.ECHO, new byte[1], answers, 1);
            client.receiveAll();
          });
      assertThrows(TargetException.class, client::reconnect);
      server = RpcServer.start(at, List.of(echo), ServerLimits.DEFAULT);
      client.reconnect();
      assertEquals(0, client.outstanding());
      call(client, EchoProgram.ECHO, new byte[] {9}, answers, 2);
      client.receiveAll();
    }
    assertEquals(
        List.of(RpcException.Reason.DISCONNECTED),
        answers.failures.stream().map(RpcException::reason).toList());
    assertArrayEquals(new byte[] {9}, answers.results.get(2L));
  }

  @Test
  void silentServerTimesOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RpcClient client =
            new RpcClient(
                (InetSocketAddress) silent.getLocalSocketAddress(), 2, 1 << 16, 50_000_000)) {
      Answers answers = new Answers();
      call(client, EchoProgram.ECHO, new byte[1], answers, 0);
      assertEquals(0, client.receive(1, 1_000_000));
      TargetException e = assertThrows(TargetException.class, client::receiveAll);
      assertEquals(ErrorKind.ETIMEDOUT, e.kind());
    }
  }

  @Test
  void nobodyThereIsSaidWithTheAddress() {
    InetSocketAddress at = server.address();
    server.close();
    TargetException e =
        assertThrows(TargetException.class, () -> new RpcClient(at, 1, 1 << 16, TIMEOUT));
    assertTrue(e.getMessage().contains(":" + at.getPort()), e.getMessage());
  }

  @Test
  void callsAllocateNothing() throws IOException {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    ReplyHandler counting =
        new ReplyHandler() {
          @Override
          public void succeeded(long tag, XdrReader results) throws IOException {
            results.skip(results.opaqueLength(EchoProgram.MOST));
          }

          @Override
          public void failed(long tag, RpcException reason) {
            throw new AssertionError(reason);
          }
        };
    byte[] argument = new byte[100];
    try (RpcClient client = client(16)) {
      long least = Long.MAX_VALUE;
      long begin = System.nanoTime();
      while (least >= 200 && System.nanoTime() - begin < COMPILE_NANOS) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 2000; i++) {
          if (client.isFull()) {
            client.receive(1, TIMEOUT);
          }
          call(client, EchoProgram.ECHO, argument, counting, i);
        }
        client.receiveAll();
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertTrue(least < 200, least + " bytes in 2,000 calls");
    }
  }
}
