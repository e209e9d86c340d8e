package wml.targets.nfs.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.BackCalls;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Calls of a session back to its client: one at a time, each with CB_SEQUENCE before it. Sent from
 * threads of their own, so that a client that takes nothing holds up nobody. For any thread.
 */
public final class BackChannel {
  /** Calls that wait for the one before. */
  private static final int MOST_WAITING = 4096;

  private static final int MOST_CALL_BYTES = 4096;

  /** What a client answers is lost. */
  private static final int LOST = -1;

  /**
   * @param operation number and arguments of an operation
   * @param done told its status; -1 if the client could not be reached
   */
  private record Waiting(Opaque operation, IntConsumer done) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final SessionId session;
  private final Channel limits;
  private final List<BackCalls> connections = new ArrayList<>(1);
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int program;
  private Credential as;
  private int sequence;
  private boolean busy;
  private volatile boolean fault;

  BackChannel(SessionId session, Channel limits, int program, Credential as) {
    this.session = session;
    this.limits = limits;
    this.program = program;
    this.as = as;
  }

  public Channel limits() {
    return limits;
  }

  /** How the client wants to be called (BACKCHANNEL_CTL). */
  public void control(int newProgram, Credential newCredential) {
    lock.lock();
    try {
      program = newProgram;
      as = newCredential;
    } finally {
      lock.unlock();
    }
  }

  /** Calls may go over a connection, the newest first. */
  public void bind(BackCalls connection) {
    lock.lock();
    try {
      connections.removeIf(c -> !c.isOpen());
      if (!connections.contains(connection)) {
        connections.addFirst(connection);
      }
      fault = false;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client can be called. */
  public boolean isUp() {
    lock.lock();
    try {
      for (int i = 0; i < connections.size() && !fault; i++) {
        if (connections.get(i).isOpen()) {
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls.
   *
   * @param operation one of {@code nfs_cb_opnum4} and its arguments
   * @param done told the status of the operation, -1 if the client can't be reached; from any
   *     thread
   */
  public void call(byte[] operation, IntConsumer done) {
    boolean refused;
    boolean first = false;
    lock.lock();
    try {
      refused = waiting.size() >= MOST_WAITING;
      if (!refused) {
        waiting.add(new Waiting(Opaque.of(operation), done));
        first = !busy;
        busy = true;
      }
    } finally {
      lock.unlock();
    }
    if (refused) {
      done.accept(LOST);
    } else if (first) {
      Thread.ofVirtual().name("nfs-callback").start(this::next);
    }
  }

  private void next() {
    Waiting turn;
    byte[] message;
    BackCalls over = null;
    int to;
    Credential who;
    lock.lock();
    try {
      turn = waiting.poll();
      if (turn == null) {
        busy = false;
        return;
      }
      connections.removeIf(c -> !c.isOpen());
      if (!connections.isEmpty()) {
        over = connections.getFirst();
        sequence++;
      }
      message = message(turn.operation().bytes(), sequence);
      to = program;
      who = as;
    } finally {
      lock.unlock();
    }
    Waiting current = turn;
    boolean sent =
        over != null
            && over.call(
                to, Nfs4.NFS_CB, Nfs4.CB_COMPOUND, who, message, r -> answered(current, r));
    if (!sent) {
      failed(current);
    }
  }

  private byte[] message(byte[] operation, int number) {
    XdrWriter out = new XdrWriter(128 + operation.length, MOST_CALL_BYTES);
    out.putInt(0).putInt(1).putInt(0).putInt(2);
    out.putInt(Nfs4.OP_CB_SEQUENCE);
    session.write(out);
    out.putInt(number).putInt(0).putInt(0).putBoolean(false).putInt(0);
    out.putFixed(operation);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private void answered(Waiting turn, @Nullable XdrReader results) throws XdrException {
    if (results == null) {
      failed(turn);
      return;
    }
    int status = results.getInt();
    results.skip(results.opaqueLength(results.remaining()));
    int count = results.getInt();
    if (count < 2) {
      failed(turn); // CB_SEQUENCE was refused
      return;
    }
    turn.done().accept(status);
    Thread.ofVirtual().name("nfs-callback").start(this::next);
  }

  private void failed(Waiting turn) {
    List<Waiting> lost = new ArrayList<>();
    lock.lock();
    try {
      fault = true;
      busy = false;
      lost.add(turn);
      lost.addAll(waiting);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    lost.forEach(w -> w.done().accept(LOST));
  }

  void close() {
    lock.lock();
    try {
      connections.clear();
    } finally {
      lock.unlock();
    }
  }
}
