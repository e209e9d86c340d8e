package wml.targets.wire.oncrpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * One caller of a server. Reads what has come, carries out all calls in it, and sends their answers
 * together.
 */
final class ServerConnection implements Runnable, BackCalls {
  private static final int RECEIVE_BYTES = 64 << 10;

  /** Answers are sent when so much has gathered, though more calls have come. */
  private static final int SEND_BYTES = 256 << 10;

  private static final long IDLE = Long.MIN_VALUE;

  /** Calls to the caller whose answers have not come. */
  private static final int MOST_BACK_CALLS = 64;

  private final RpcServer server;
  private final SocketChannel channel;
  private final RpcCall call = new RpcCall(this);
  private final Map<RpcProgram, RpcProgram.Conversation> conversations = new HashMap<>();
  private final XdrReader reader = new XdrReader();
  private final XdrWriter out;
  private final XdrWriter fragments;
  private final CountDownLatch ended = new CountDownLatch(1);
  private ByteBuffer in = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private byte[] lastCredential = new byte[0];
  private final ReentrantLock sending = new ReentrantLock();
  private final Map<Integer, Answered> backCalls = new ConcurrentHashMap<>();
  private final AtomicInteger nextBackXid = new AtomicInteger();

  /** Since when something is half done, by {@link System#nanoTime}. */
  private volatile long stuckSince = IDLE;

  /** Since when a call to the caller is being sent. */
  private volatile long callingSince = IDLE;

  ServerConnection(RpcServer server, SocketChannel channel) {
    this.server = server;
    this.channel = channel;
    int record = server.limits().recordBytes();
    out = new XdrWriter(RECEIVE_BYTES, SEND_BYTES + 2 * record);
    fragments = new XdrWriter(256, record);
  }

  boolean isStuck(long nanoTime, long patienceNanos) {
    long since = stuckSince;
    long calling = callingSince;
    return (since != IDLE && nanoTime - since > patienceNanos)
        || (calling != IDLE && nanoTime - calling > patienceNanos);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public boolean call(
      int program, int version, int procedure, Credential as, byte[] arguments, Answered to) {
    if (!channel.isOpen() || backCalls.size() >= MOST_BACK_CALLS) {
      return false;
    }
    int xid = nextBackXid.getAndIncrement();
    byte[] credential = as.encoded();
    ByteBuffer record = ByteBuffer.allocate(28 + credential.length + arguments.length);
    record.putInt(Rpc.LAST_FRAGMENT | (record.capacity() - 4)).putInt(xid).putInt(Rpc.CALL);
    record.putInt(Rpc.VERSION).putInt(program).putInt(version).putInt(procedure);
    record.put(credential).put(arguments).flip();
    backCalls.put(xid, to);
    sending.lock();
    try {
      callingSince = System.nanoTime();
      while (record.hasRemaining()) {
        channel.write(record);
      }
      return true;
    } catch (IOException e) {
      return backCalls.remove(xid) == null; // the end of the connection has told it
    } finally {
      callingSince = IDLE;
      sending.unlock();
    }
  }

  /** An answer to one of our calls; one that nobody waits for is passed over. */
  private void backAnswer(int xid, XdrReader message) throws XdrException {
    Answered waiting = backCalls.remove(xid);
    if (waiting != null) {
      message.position(message.position() - 4);
      waiting.answered(Replies.isAccepted(message) ? message : null);
    }
  }

  private void endBackCalls() {
    for (Integer xid : List.copyOf(backCalls.keySet())) {
      Answered waiting = backCalls.remove(xid);
      if (waiting != null) {
        try {
          waiting.answered(null);
        } catch (XdrException e) {
          throw new IllegalStateException("nothing was read", e);
        }
      }
    }
  }

  /** No more calls are read; those that were are answered. From any thread. */
  void drain() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      // It is gone: nothing else was wanted.
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone: nothing else was wanted.
    }
  }

  void join(long nanos) throws InterruptedException {
    ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    try (channel) {
      while (channel.read(in) >= 0) {
        in.flip();
        carryOut();
        send();
        makeRoom();
      }
    } catch (IOException e) {
      // The caller is gone, or sent what can't be understood: there is nobody to tell.
    } finally {
      conversations.values().forEach(RpcProgram.Conversation::close);
      endBackCalls();
      server.ended(this);
      ended.countDown();
    }
  }

  /** Carries out all calls that have come whole. */
  private void carryOut() throws IOException {
    while (in.remaining() >= 4) {
      int at = in.position();
      int mark = in.getInt(at);
      int length = mark & ~Rpc.LAST_FRAGMENT;
      if (length > server.limits().recordBytes()) {
        throw new XdrException("a message of " + length + " bytes");
      }
      if (in.remaining() - 4 < length) {
        return;
      }
      int begin = at + 4;
      in.position(begin + length);
      if (mark < 0 && fragments.position() == 0) {
        answer(reader.over(in, begin, begin + length));
      } else {
        fragment(begin, length, mark < 0);
      }
      if (out.position() >= SEND_BYTES) {
        send();
      }
    }
  }

  private void fragment(int begin, int length, boolean last) throws IOException {
    if (fragments.position() + length > server.limits().recordBytes() || (length == 0 && !last)) {
      throw new XdrException("a message without end");
    }
    ByteBuffer room = fragments.room(length);
    room.put(room.position(), in, begin, length);
    room.position(room.position() + length);
    if (last) {
      int whole = fragments.position();
      ByteBuffer all = fragments.room(0);
      fragments.clear();
      answer(reader.over(all, 0, whole));
    }
  }

  private void answer(XdrReader message) throws IOException {
    int record = out.position();
    call.xid = message.getInt();
    int kind = message.getInt();
    if (kind == Rpc.REPLY) {
      backAnswer(call.xid, message);
      return;
    }
    if (kind != Rpc.CALL) {
      throw new XdrException("a message of kind " + kind);
    }
    int version = message.getInt();
    int number = message.getInt();
    call.version = message.getInt();
    call.procedure = message.getInt();
    out.putInt(0).putInt(call.xid).putInt(Rpc.REPLY);
    if (version != Rpc.VERSION) {
      out.putInt(Rpc.MSG_DENIED).putInt(Rpc.RPC_MISMATCH).putInt(Rpc.VERSION).putInt(Rpc.VERSION);
    } else if (!identify(message)) {
      out.putInt(Rpc.MSG_DENIED).putInt(Rpc.AUTH_ERROR).putInt(Rpc.AUTH_TOOWEAK);
    } else {
      out.putInt(Rpc.MSG_ACCEPTED).putInt(Rpc.AUTH_NONE).putInt(0);
      accept(server.program(number), message);
    }
    out.putIntAt(record, Rpc.LAST_FRAGMENT | (out.position() - record - 4));
  }

  /** Who calls; the same as before in most calls. */
  private boolean identify(XdrReader message) throws XdrException {
    int begin = message.position();
    int room = message.remaining();
    if (room >= lastCredential.length && lastCredential.length > 0 && isSame(message, begin)) {
      message.position(begin + lastCredential.length);
      return true;
    }
    Credential found = Credential.read(message);
    if (found == null) {
      return false;
    }
    int length = message.position() - begin;
    message.position(begin);
    lastCredential = message.fixed(length);
    call.credential = found;
    return true;
  }

  private boolean isSame(XdrReader message, int begin) {
    ByteBuffer bytes = message.buffer();
    for (int i = 0; i < lastCredential.length; i++) {
      if (bytes.get(begin + i) != lastCredential[i]) {
        return false;
      }
    }
    return true;
  }

  private void accept(@Nullable RpcProgram program, XdrReader arguments) {
    int status = out.position();
    out.putInt(0);
    if (program == null) {
      out.putIntAt(status, Rpc.AcceptStatus.PROG_UNAVAIL.number);
      return;
    }
    if (call.version < program.lowestVersion() || call.version > program.highestVersion()) {
      out.putIntAt(status, Rpc.AcceptStatus.PROG_MISMATCH.number);
      out.putInt(program.lowestVersion()).putInt(program.highestVersion());
      return;
    }
    Rpc.AcceptStatus became;
    try {
      became =
          conversations.computeIfAbsent(program, RpcProgram::converse).call(call, arguments, out);
    } catch (XdrException e) {
      became = Rpc.AcceptStatus.GARBAGE_ARGS;
    } catch (IOException | RuntimeException e) {
      became = Rpc.AcceptStatus.SYSTEM_ERR;
    }
    if (became != Rpc.AcceptStatus.SUCCESS) {
      out.position(status + 4);
      out.putIntAt(status, became.number);
    }
  }

  private void send() throws IOException {
    if (out.position() == 0) {
      return;
    }
    stuckSince = System.nanoTime();
    ByteBuffer answers = out.flip();
    sending.lock();
    try {
      while (answers.hasRemaining()) {
        channel.write(answers);
      }
    } finally {
      sending.unlock();
    }
    out.clear();
    stuckSince = IDLE;
  }

  /** Keeps the begin of a message whose end has not come. */
  private void makeRoom() {
    boolean half = in.hasRemaining() || fragments.position() > 0;
    boolean same = half && in.position() == 0;
    int needed = half && in.remaining() >= 4 ? 4 + (in.getInt(in.position()) & 0x7fff_ffff) : 0;
    in.compact();
    if (needed > in.capacity()) {
      ByteBuffer larger = ByteBuffer.allocateDirect(needed);
      larger.put(in.flip());
      in = larger;
    }
    if (!half) {
      stuckSince = IDLE;
    } else if (!same || stuckSince == IDLE) {
      stuckSince = System.nanoTime();
    }
  }
}
