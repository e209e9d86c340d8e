package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;

/** Reads and writes under way. Allocates nothing once made; owned by one thread. */
final class TransferQueue4 implements Capability.AsyncQueue {
  private final Pipe4<Transfer4> pipe;
  private final ArrayDeque<Pipe4.Ticket<Transfer4>> free;
  private boolean closed;

  TransferQueue4(Session4 session, int depth) {
    pipe = new Pipe4<>(session, depth);
    free = new ArrayDeque<>(depth + 1);
    for (int i = 0; i < depth; i++) {
      free.push(new Pipe4.Ticket<>(pipe, new Transfer4(session)));
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
    Pipe4.Ticket<Transfer4> ticket = free.poll();
    if (ticket == null) {
      return false;
    }
    ticket.request.set(file, buffer, length, offset, tag, write);
    file.requestBegun();
    try {
      file.checkTransfer(write, offset);
      file.leaveLayout();
    } catch (IOException e) {
      ticket.failure = e;
    }
    pipe.begin(ticket, ticket.failure != null || length == 0);
    return true;
  }

  @Override
  public int outstanding() {
    return pipe.outstanding();
  }

  @Override
  public void handOver() throws IOException {
    pipe.handOver();
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.Completion each) throws IOException {
    pipe.await(atLeast, maxWaitNanos);
    IOException first = null;
    int reaped = 0;
    for (var next = pipe.poll(); next != null; next = pipe.poll()) {
      reaped++;
      IOException failure = release(next);
      if (failure == null) {
        each.completed(next.request.tag(), next.request.result());
      } else {
        first = first == null ? failure : first;
        each.failed(next.request.tag(), failure);
      }
    }
    if (first != null) {
      throw first;
    }
    return reaped;
  }

  /** Its failure, or null. */
  private @Nullable IOException release(Pipe4.Ticket<Transfer4> ticket) {
    IOException failure = ticket.failure;
    ticket.failure = null;
    try {
      ticket.request.over();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    free.push(ticket);
    return failure;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      pipe.await(pipe.outstanding(), Calls4.TIMEOUT_NANOS);
    } finally {
      for (var next = pipe.poll(); next != null; next = pipe.poll()) {
        release(next);
      }
    }
  }
}
