package wml.targets.wire.oncrpc;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.wire.socket.TcpSocket;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Calls over one TCP connection (RFC 5531), owned by one thread. Calls are written behind one
 * another and sent together when answers are waited for; all answers that one system call brings
 * are handed over together; the data of a long answer is received straight into its place. Nothing
 * is allocated once warm.
 */
public final class RpcClient implements AutoCloseable {
  /** Most calls under way. */
  public static final int MOST_DEPTH = 1024;

  /** What is sent without waiting for more calls. */
  private static final int SEND_BYTES = 256 << 10;

  private static final int RECEIVE_BYTES = 64 << 10;

  /** A first part of a long answer: what is in it is copied once more than the rest. */
  private static final int HEAD_BYTES = 1 << 10;

  private final InetSocketAddress server;
  private final long timeoutNanos;
  private final int mostRecordBytes;
  private final XdrWriter out;
  private final XdrReader reader = new XdrReader();
  private final XdrReader toldCall = new XdrReader();
  private final XdrReader toldAnswer = new XdrReader();
  private final Place place = new Place();
  private final XdrWriter fragments;
  private final CallTable calls;
  private final CalledBack calledBack = new CalledBack();
  private byte[] credential = new Credential.None().encoded();
  private @Nullable CallTap tap;
  private TcpSocket socket;
  private final ReceivedBytes in;
  private int recordStart = -1;
  private boolean held;

  /**
   * Connects.
   *
   * @param depth most calls under way, a power of two up to {@link #MOST_DEPTH}
   * @param mostRecordBytes longest message either way
   * @param timeoutNanos of connecting, and of waiting for the next answer
   */
  public RpcClient(InetSocketAddress server, int depth, int mostRecordBytes, long timeoutNanos)
      throws IOException {
    if (depth < 1 || depth > MOST_DEPTH || Integer.bitCount(depth) != 1) {
      throw new IllegalArgumentException("a depth of " + depth);
    }
    this.server = server;
    this.timeoutNanos = timeoutNanos;
    this.mostRecordBytes = mostRecordBytes;
    out = new XdrWriter(RECEIVE_BYTES, SEND_BYTES + 2 * mostRecordBytes);
    fragments = new XdrWriter(HEAD_BYTES, mostRecordBytes);
    calls = new CallTable(depth);
    in = new ReceivedBytes(RECEIVE_BYTES, HEAD_BYTES, timeoutNanos);
    socket = TcpSocket.connect(server, timeoutNanos);
  }

  /** Who calls from now on. */
  public void credential(Credential caller) {
    credential = caller.encoded();
  }

  /** Who sees all calls from now on. */
  public void tap(CallTap seer) {
    tap = seer;
  }

  /** Most calls under way. */
  public int depth() {
    return calls.depth();
  }

  /** Takes what the server calls its client for. Called by the thread that owns the connection. */
  public interface Callee {
    /**
     * @param results to be written
     */
    void called(int procedure, XdrReader arguments, XdrWriter results) throws IOException;
  }

  /** Who answers the server's calls; without it they are not heard. */
  public void callee(Callee to) {
    calledBack.callee(to);
  }

  /** Waits for something that the server calls, no longer than this, and answers it. */
  public void awaitCall(long waitNanos) throws IOException {
    flush();
    if (handOver() == 0 && !calledBack.hasAnswered() && in.fill(socket, waitNanos)) {
      handOver();
    }
    flush();
  }

  /** Calls begun and not yet answered. */
  public int outstanding() {
    return calls.outstanding();
  }

  public boolean isFull() {
    return calls.isFull();
  }

  /** Begins a call: its arguments are to be written, then {@link #end} is called. */
  public XdrWriter begin(int program, int version, int procedure) {
    int xid = calls.nextXid();
    recordStart = out.position();
    return out.putInt(0)
        .putInt(xid)
        .putInt(Rpc.CALL)
        .putInt(Rpc.VERSION)
        .putInt(program)
        .putInt(version)
        .putInt(procedure)
        .putFixed(credential);
  }

  /** Takes back the call that was begun. */
  public void abandon() {
    out.position(recordStart);
    recordStart = -1;
  }

  /**
   * The arguments are written.
   *
   * @param tag handed back with the answer
   */
  public void end(ReplyHandler handler, long tag) throws IOException {
    int length = out.position() - recordStart - 4;
    out.putIntAt(recordStart, Rpc.LAST_FRAGMENT | length);
    if (tap != null) {
      tell(tap, recordStart);
    }
    recordStart = -1;
    calls.begun(handler, tag);
    if (out.position() >= SEND_BYTES) {
      flush();
    }
  }

  private void tell(CallTap seer, int at) {
    ByteBuffer bytes = out.room(0);
    seer.called(
        bytes.getInt(at + 4),
        bytes.getInt(at + 16),
        bytes.getInt(at + 20),
        bytes.getInt(at + 24),
        toldCall.over(bytes, at + 28 + credential.length, out.position()));
  }

  /**
   * Sends what was written. While the server takes no more of it, its answers are handed over: it
   * may wait for us to take them.
   *
   * @return how many were handed over
   */
  public int flush() throws IOException {
    calledBack.send(socket);
    int length = out.position();
    if (length == 0) {
      return 0;
    }
    out.clear();
    long sent = socket.sendNow(out.memory(), 0, length);
    return sent == length ? 0 : flushRest(Math.max(0, sent), length);
  }

  private int flushRest(long from, int length) throws IOException {
    long sent = from;
    int received = 0;
    while (sent < length) {
      if (!socket.awaitEither(timeoutNanos)) {
        throw new TargetException(ErrorKind.ETIMEDOUT, "send to", socket.peer());
      }
      sent += Math.max(0, socket.sendNow(out.memory(), sent, length - sent));
      if (sent < length && in.fill(socket, 0)) {
        received += handOver();
      }
    }
    return received;
  }

  /**
   * For handlers: nothing more is handed over, or moved in memory, until the next {@link #receive}.
   */
  public void hold() {
    held = true;
  }

  /**
   * Sends what was written and hands over answers.
   *
   * @param atLeast waits until so many came, or all have; 0: only those that are there
   * @param waitNanos gives up waiting after this long
   * @return how many were handed over
   * @throws IOException if the connection failed: {@link #reconnect} or close it; or the first
   *     failure of a handler
   */
  public int receive(int atLeast, long waitNanos) throws IOException {
    int wanted = Math.min(atLeast, outstanding());
    int received = flush() + handOver();
    if (wanted == 0 && received == 0 && outstanding() > 0 && in.fill(socket, 0)) {
      return handOver();
    }
    long deadline = waitNanos >= timeoutNanos ? Long.MAX_VALUE : System.nanoTime() + waitNanos;
    while (received < wanted && !held) {
      long left = deadline == Long.MAX_VALUE ? timeoutNanos : deadline - System.nanoTime();
      if (!in.fill(socket, Math.max(0, left))) {
        if (left >= timeoutNanos) {
          throw new TargetException(ErrorKind.ETIMEDOUT, "wait for an answer of", socket.peer());
        }
        if (left <= 0) {
          return received;
        }
        continue;
      }
      received += handOver();
    }
    return received;
  }

  /** Waits for all answers. */
  public void receiveAll() throws IOException {
    receive(outstanding(), timeoutNanos);
  }

  /** Hands over all answers that have come whole, and one of which enough has come. */
  private int handOver() throws IOException {
    int count = 0;
    held = false;
    while (in.end - in.begin >= 4 && !held) {
      int mark = in.buffer.getInt(in.begin);
      int length = mark & ~Rpc.LAST_FRAGMENT;
      boolean last = mark < 0;
      if (length > mostRecordBytes) {
        throw new XdrException(
            "%s sends a message of %,d bytes; the limit is %,d"
                .formatted(socket.peer(), length, mostRecordBytes));
      }
      if (in.end - in.begin - 4 >= length) {
        int from = in.begin + 4;
        in.begin = from + length;
        in.atMost = RECEIVE_BYTES;
        if (last && fragments.position() == 0) {
          count += answer(reader.over(in.buffer, from, in.begin));
        } else {
          count += fragment(from, length, last);
        }
      } else if (last && fragments.position() == 0 && placed(length)) {
        count++;
      } else {
        in.makeRoom(4 + length);
        in.atMost = in.buffer.capacity();
        break;
      }
    }
    return count;
  }

  /** A part of a record that came in several; only these are copied. */
  private int fragment(int from, int length, boolean last) throws IOException {
    if (fragments.position() + length > mostRecordBytes) {
      throw new XdrException("%s sends a message without end".formatted(socket.peer()));
    }
    ByteBuffer room = fragments.room(length);
    room.put(room.position(), in.buffer, from, length);
    room.position(room.position() + length);
    if (!last) {
      return 0;
    }
    int whole = fragments.position();
    ByteBuffer all = fragments.room(0);
    fragments.clear();
    return answer(reader.over(all, 0, whole));
  }

  /** One whole message: 1 if it answers a call. */
  private int answer(XdrReader message) throws IOException {
    if (calledBack.take(message)) {
      return 0;
    }
    int slot = calls.slotOf(message);
    ReplyHandler handler = calls.handler(slot);
    if (handler == null) {
      return 0;
    }
    long tag = calls.tag(slot);
    int xid = calls.xid(slot);
    RpcException refusal;
    try {
      refusal = Replies.refusal(message, server);
    } finally {
      calls.release(slot);
    }
    if (tap != null) {
      tap.answered(xid, refusal == null ? toldAnswer.over(message) : null);
    }
    if (refusal == null) {
      handler.succeeded(tag, message);
    } else {
      handler.failed(tag, refusal);
    }
    return 1;
  }

  /** Receives the rest of a long answer into its place; false if it has none. */
  private boolean placed(int length) throws IOException {
    int recordEnd = in.begin + 4 + length;
    XdrReader message = reader.over(in.buffer, in.begin + 4, in.end);
    if (message.remaining() < Math.min(length, HEAD_BYTES / 4)) {
      return false;
    }
    int slot = calls.slotOf(message);
    ReplyHandler handler = calls.handler(slot);
    if (handler == null || !Replies.isAccepted(message)) {
      return false;
    }
    int results = message.position();
    if (!handler.place(calls.tag(slot), message, place)) {
      return false;
    }
    int dataBegin = message.position();
    int dataEnd = dataBegin + XdrWriter.padded(place.length);
    if (dataEnd != recordEnd) {
      throw new XdrException(
          "%s sends %d bytes behind the data of an answer"
              .formatted(socket.peer(), recordEnd - dataEnd));
    }
    int here = Math.min(place.length, in.end - dataBegin);
    MemorySegment.copy(in.memory, dataBegin, place.memory, place.offset, here);
    ReceivedBytes.exactly(socket, place.memory, place.offset + here, place.length - here);
    int padding = dataEnd - Math.max(in.end, dataBegin + place.length);
    in.begin = 0;
    int headEnd = dataBegin;
    if (padding > 0) {
      ReceivedBytes.exactly(socket, in.memory, headEnd, padding);
    }
    in.end = 0;
    in.atMost = HEAD_BYTES;
    long tag = calls.tag(slot);
    if (tap != null) {
      tap.answered(calls.xid(slot), toldAnswer.over(in.buffer, results, headEnd));
    }
    calls.release(slot);
    handler.succeeded(tag, reader.over(in.buffer, results, headEnd));
    return true;
  }

  /**
   * Connects anew. All calls under way fail as {@link RpcException.Reason#DISCONNECTED}: their
   * handlers may in.begin them again.
   */
  public void reconnect() throws IOException {
    socket.close();
    in.clear();
    fragments.clear();
    calledBack.clear();
    out.clear();
    recordStart = -1;
    socket = TcpSocket.connect(server, timeoutNanos);
    RpcException lost =
        new RpcException(
            RpcException.Reason.DISCONNECTED, "the connection to " + socket.peer() + " was lost");
    calls.failAll(lost, tap);
  }

  /** Wakes the owner if it waits: it sees the end of the connection. From any thread. */
  public void shutdown() {
    socket.shutdown();
  }

  @Override
  public void close() {
    socket.close();
  }
}
