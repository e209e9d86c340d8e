package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;

/**
 * Reads and writes under way. They wait here until the session has a slot for them, are sent
 * together, and wait here to be taken once they are over. Other calls of the session may be made at
 * any time. Allocates nothing once made; owned by one thread.
 */
final class TransferQueue4 implements Capability.AsyncQueue {
  private final Session4 session;
  private final Calls4 calls;
  private final ArrayDeque<Transfer4> free;
  private final ArrayDeque<Transfer4> waiting;
  private final ArrayDeque<Transfer4> over;
  private int underWay;
  private int later;
  private long heardNanos;
  private boolean closed;

  TransferQueue4(Session4 session, int depth) {
    this.session = session;
    calls = session.calls();
    free = new ArrayDeque<>(depth + 1);
    waiting = new ArrayDeque<>(depth + 1);
    over = new ArrayDeque<>(depth + 1);
    for (int i = 0; i < depth; i++) {
      free.push(new Transfer4(this, session));
    }
  }

  @Override
  public boolean submitWrite(FileHandle file, IoBuffer from, int length, long offset, long tag) {
    return submit(File4.of(file), from, length, offset, tag, true);
  }

  @Override
  public boolean submitRead(FileHandle file, IoBuffer into, int length, long offset, long tag) {
    return submit(File4.of(file), into, length, offset, tag, false);
  }

  private boolean submit(
      File4 file, IoBuffer buffer, int length, long offset, long tag, boolean write) {
    if (closed) {
      throw new IllegalStateException("the queue is closed");
    }
    buffer.checkRoom(length);
    Transfer4 transfer = free.poll();
    if (transfer == null) {
      return false;
    }
    if (waiting.isEmpty() && underWay == 0) {
      heardNanos = System.nanoTime();
    }
    transfer.set(file, buffer, length, offset, tag, write);
    file.requestBegun();
    try {
      file.checkTransfer(write, offset);
    } catch (TargetException e) {
      transfer.failure = e;
    }
    (transfer.failure != null || length == 0 ? over : waiting).add(transfer);
    return true;
  }

  @Override
  public int outstanding() {
    return waiting.size() + underWay + over.size();
  }

  /**
   * It goes on with another call, or the same anew: before all others, since it may have a slot
   * that they wait for.
   */
  void again(Transfer4 transfer) {
    underWay--;
    waiting.addFirst(transfer);
  }

  void later(Transfer4 transfer, int why) {
    later = why;
    again(transfer);
  }

  void end(Transfer4 transfer, @Nullable IOException failure) {
    underWay--;
    transfer.failure = failure;
    over.add(transfer);
  }

  @Override
  public void handOver() throws IOException {
    turn(0, 0, false);
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.Completion each) throws IOException {
    await(atLeast, maxWaitNanos);
    IOException first = null;
    int reaped = 0;
    for (Transfer4 next = over.poll(); next != null; next = over.poll()) {
      reaped++;
      IOException failure = release(next);
      if (failure == null) {
        each.completed(next.tag(), next.result());
      } else {
        first = first == null ? failure : first;
        each.failed(next.tag(), failure);
      }
    }
    if (first != null) {
      throw first;
    }
    return reaped;
  }

  /** Its failure, or null. */
  private @Nullable IOException release(Transfer4 transfer) {
    IOException failure = transfer.failure;
    transfer.failure = null;
    try {
      transfer.over();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    free.push(transfer);
    return failure;
  }

  /** Sends, and receives until so many are over or the time is up; 0: what is there. */
  private void await(int atLeast, long maxWaitNanos) throws IOException {
    int wanted = Math.min(atLeast, outstanding());
    if (over.size() >= wanted) {
      turn(0, 0, true);
      return;
    }
    long begin = System.nanoTime();
    long left = maxWaitNanos;
    do {
      turn(wanted - over.size(), left, true);
      left = maxWaitNanos - (System.nanoTime() - begin);
    } while (over.size() < wanted && left > 0);
  }

  private void turn(int missing, long waitNanos, boolean receives) throws IOException {
    calls.repair();
    if (later != 0) {
      int why = later;
      later = 0;
      calls.waitAWhile(why);
    }
    try {
      send();
      if (receives && underWay > 0) {
        hear(calls.rpc().receive(missing, waitNanos));
        send(); // what goes on
      }
      calls.rpc().flush();
    } catch (XdrException | RpcException e) {
      throw e;
    } catch (IOException e) {
      calls.reconnect(e);
    }
  }

  private void send() throws IOException {
    while (!calls.isBroken() && !waiting.isEmpty() && waiting.peek().takeSlot(calls.slots())) {
      Transfer4 next = waiting.poll();
      if (next != null) {
        underWay++;
        next.send(calls);
      }
    }
  }

  /** Waits are short: a silent server shows by many of them. */
  private void hear(int answers) throws TargetException {
    long now = System.nanoTime();
    if (answers > 0) {
      heardNanos = now;
    } else if (now - heardNanos > Calls4.TIMEOUT_NANOS) {
      heardNanos = now;
      throw new TargetException(
          ErrorKind.ETIMEDOUT, "wait for an answer of", session.server().toString());
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      await(outstanding(), Calls4.TIMEOUT_NANOS);
    } finally {
      for (Transfer4 next = over.poll(); next != null; next = over.poll()) {
        release(next);
      }
    }
  }
}
