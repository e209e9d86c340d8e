package wml.targets.wire.oncrpc;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
 *
 * <p>A transaction's number holds the place of its call in its low bits, and how often that place
 * was used in the others, so that a late answer to an earlier call finds nobody.
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
  private final @Nullable ReplyHandler[] handlers;
  private final long[] tags;
  private final int[] xids;
  private final int[] free;
  private int freeCount;
  private byte[] credential = new Credential.None().encoded();
  private @Nullable CallTap tap;
  private TcpSocket socket;
  private ByteBuffer in = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private MemorySegment inMemory = MemorySegment.ofBuffer(in);
  private int begin;
  private int end;
  private int recordStart = -1;
  private int receiveAtMost = RECEIVE_BYTES;
  private final XdrWriter callsAnswered = new XdrWriter(HEAD_BYTES, RECEIVE_BYTES);
  private @Nullable Callee callee;
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
    handlers = new ReplyHandler[depth];
    tags = new long[depth];
    xids = new int[depth];
    free = new int[depth];
    int first = (int) System.nanoTime() & ~(depth - 1);
    for (int i = 0; i < depth; i++) {
      xids[i] = first | i;
      free[i] = depth - 1 - i;
    }
    freeCount = depth;
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
    return handlers.length;
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
    callee = to;
  }

  private static boolean isCall(XdrReader message) {
    int type = message.position() + 4;
    return message.remaining() >= 8 && message.buffer().getInt(type) == Rpc.CALL;
  }

  private void called(Callee to, XdrReader message) throws IOException {
    int begin = callsAnswered.position();
    callsAnswered.putInt(0).putInt(message.getInt()).putInt(Rpc.REPLY).putInt(Rpc.MSG_ACCEPTED);
    callsAnswered.putInt(Rpc.AUTH_NONE).putInt(0).putInt(0);
    message.skip(16); // CALL, version of RPC, program and its version
    int procedure = message.getInt();
    Credential.read(message);
    to.called(procedure, message, callsAnswered);
    int length = callsAnswered.position() - begin - 4;
    callsAnswered.putIntAt(begin, Rpc.LAST_FRAGMENT | length);
  }

  /** Waits for something that the server calls, no longer than this, and answers it. */
  public void awaitCall(long waitNanos) throws IOException {
    flush();
    if (handOver() == 0 && callsAnswered.position() == 0 && fill(waitNanos)) {
      handOver();
    }
    flush();
  }

  /** Calls begun and not yet answered. */
  public int outstanding() {
    return handlers.length - freeCount;
  }

  public boolean isFull() {
    return freeCount == 0;
  }

  /** Begins a call: its arguments are to be written, then {@link #end} is called. */
  public XdrWriter begin(int program, int version, int procedure) {
    if (freeCount == 0) {
      throw new IllegalStateException("as many calls are under way as may be");
    }
    int slot = free[freeCount - 1];
    recordStart = out.position();
    return out.putInt(0)
        .putInt(xids[slot])
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
    int slot = free[--freeCount];
    handlers[slot] = handler;
    tags[slot] = tag;
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
    if (callsAnswered.position() > 0) {
      int bytes = callsAnswered.position();
      callsAnswered.clear();
      socket.send(callsAnswered.memory(), 0, bytes);
    }
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
      if (sent < length && fill(0)) {
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
    if (wanted == 0 && received == 0 && outstanding() > 0 && fill(0)) {
      return handOver();
    }
    long deadline = waitNanos >= timeoutNanos ? Long.MAX_VALUE : System.nanoTime() + waitNanos;
    while (received < wanted && !held) {
      long left = deadline == Long.MAX_VALUE ? timeoutNanos : deadline - System.nanoTime();
      if (!fill(Math.max(0, left))) {
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

  /** Receives something; false if nothing came in time. */
  private boolean fill(long waitNanos) throws IOException {
    compact();
    int room = Math.min(in.capacity() - end, receiveAtMost);
    int n =
        waitNanos >= timeoutNanos
            ? socket.receive(inMemory, end, room)
            : socket.receiveWithin(inMemory, end, room, waitNanos);
    if (n == TcpSocket.END) {
      throw new TargetException(ErrorKind.ECONNRESET, "receive from", socket.peer());
    }
    if (n == TcpSocket.TIMED_OUT) {
      return false;
    }
    end += n;
    return true;
  }

  private void compact() {
    if (begin == end) {
      begin = 0;
      end = 0;
    } else if (begin > 0 && in.capacity() - end < HEAD_BYTES) {
      MemorySegment.copy(inMemory, begin, inMemory, 0, end - begin);
      end -= begin;
      begin = 0;
    }
  }

  /** Hands over all answers that have come whole, and one of which enough has come. */
  private int handOver() throws IOException {
    int count = 0;
    held = false;
    while (end - begin >= 4 && !held) {
      int mark = in.getInt(begin);
      int length = mark & ~Rpc.LAST_FRAGMENT;
      boolean last = mark < 0;
      if (length > mostRecordBytes) {
        throw new XdrException(
            "%s sends a message of %,d bytes; the limit is %,d"
                .formatted(socket.peer(), length, mostRecordBytes));
      }
      if (end - begin - 4 >= length) {
        int from = begin + 4;
        begin = from + length;
        receiveAtMost = RECEIVE_BYTES;
        if (last && fragments.position() == 0) {
          count += answer(reader.over(in, from, begin));
        } else {
          count += fragment(from, length, last);
        }
      } else if (last && fragments.position() == 0 && placed(length)) {
        count++;
      } else {
        makeRoom(4 + length);
        receiveAtMost = in.capacity();
        break;
      }
    }
    return count;
  }

  private void makeRoom(int bytes) {
    if (begin > 0) {
      MemorySegment.copy(inMemory, begin, inMemory, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (in.capacity() < bytes) {
      ByteBuffer larger = ByteBuffer.allocateDirect(bytes);
      MemorySegment memory = MemorySegment.ofBuffer(larger);
      MemorySegment.copy(inMemory, 0, memory, 0, end);
      in = larger;
      inMemory = memory;
    }
  }

  /** A part of a record that came in several; only these are copied. */
  private int fragment(int from, int length, boolean last) throws IOException {
    if (fragments.position() + length > mostRecordBytes) {
      throw new XdrException("%s sends a message without end".formatted(socket.peer()));
    }
    ByteBuffer room = fragments.room(length);
    room.put(room.position(), in, from, length);
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
    if (callee != null && isCall(message)) {
      called(callee, message);
      return 0;
    }
    int slot = slotOf(message);
    if (slot < 0) {
      return 0;
    }
    ReplyHandler handler = handlers[slot];
    long tag = tags[slot];
    if (handler == null) {
      return 0;
    }
    int xid = xids[slot];
    RpcException refusal;
    try {
      refusal = Replies.refusal(message, server);
    } finally {
      release(slot);
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
    int recordEnd = begin + 4 + length;
    XdrReader message = reader.over(in, begin + 4, end);
    if (message.remaining() < Math.min(length, HEAD_BYTES / 4)) {
      return false;
    }
    int slot = slotOf(message);
    ReplyHandler handler = slot < 0 ? null : handlers[slot];
    if (handler == null || !Replies.isAccepted(message)) {
      return false;
    }
    int results = message.position();
    if (!handler.place(tags[slot], message, place)) {
      return false;
    }
    int dataBegin = message.position();
    int dataEnd = dataBegin + XdrWriter.padded(place.length);
    if (dataEnd != recordEnd) {
      throw new XdrException(
          "%s sends %d bytes behind the data of an answer"
              .formatted(socket.peer(), recordEnd - dataEnd));
    }
    int here = Math.min(place.length, end - dataBegin);
    MemorySegment.copy(inMemory, dataBegin, place.memory, place.offset, here);
    receiveExactly(place.memory, place.offset + here, place.length - here);
    int padding = dataEnd - Math.max(end, dataBegin + place.length);
    begin = 0;
    int headEnd = dataBegin;
    if (padding > 0) {
      receiveExactly(inMemory, headEnd, padding);
    }
    end = 0;
    receiveAtMost = HEAD_BYTES;
    long tag = tags[slot];
    if (tap != null) {
      tap.answered(xids[slot], toldAnswer.over(in, results, headEnd));
    }
    release(slot);
    handler.succeeded(tag, reader.over(in, results, headEnd));
    return true;
  }

  private void receiveExactly(MemorySegment into, long offset, int length) throws IOException {
    int received = 0;
    while (received < length) {
      int n = socket.receive(into, offset + received, length - received);
      if (n == TcpSocket.END) {
        throw new TargetException(ErrorKind.ECONNRESET, "receive from", socket.peer());
      }
      if (n == TcpSocket.TIMED_OUT) {
        throw new TargetException(ErrorKind.ETIMEDOUT, "wait for an answer of", socket.peer());
      }
      received += n;
    }
  }

  private int slotOf(XdrReader message) throws XdrException {
    int xid = message.getInt();
    int slot = xid & (handlers.length - 1);
    return xids[slot] == xid ? slot : -1;
  }

  private void release(int slot) {
    handlers[slot] = null;
    xids[slot] += handlers.length;
    free[freeCount++] = slot;
  }

  /**
   * Connects anew. All calls under way fail as {@link RpcException.Reason#DISCONNECTED}: their
   * handlers may begin them again.
   */
  public void reconnect() throws IOException {
    socket.close();
    begin = 0;
    end = 0;
    receiveAtMost = RECEIVE_BYTES;
    fragments.clear();
    callsAnswered.clear();
    out.clear();
    recordStart = -1;
    socket = TcpSocket.connect(server, timeoutNanos);
    RpcException lost =
        new RpcException(
            RpcException.Reason.DISCONNECTED, "the connection to " + socket.peer() + " was lost");
    ReplyHandler[] before = Arrays.copyOf(handlers, handlers.length);
    long[] tagsBefore = tags.clone();
    for (int slot = 0; slot < before.length; slot++) {
      if (before[slot] != null) {
        if (tap != null) {
          tap.answered(xids[slot], null);
        }
        release(slot);
      }
    }
    for (int slot = 0; slot < before.length; slot++) {
      ReplyHandler handler = before[slot];
      if (handler != null) {
        handler.failed(tagsBefore[slot], lost);
      }
    }
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
