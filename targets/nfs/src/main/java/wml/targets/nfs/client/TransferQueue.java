package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/** Reads and writes under way. Allocates nothing once made; owned by one thread. */
final class TransferQueue implements Capability.AsyncQueue {
  private final Requests<Transfer> requests;
  private final Requests.Slot<Transfer>[] free;
  private int freeCount;
  private boolean closed;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  TransferQueue(Session3 session, int depth) {
    requests = new Requests<>(session.calls(), depth);
    free = new Requests.Slot[depth];
    for (int i = 0; i < depth; i++) {
      free[i] =
          new Requests.Slot<>(requests, new Transfer(session.readBytes(), session.writeBytes()));
    }
    freeCount = depth;
  }

  @Override
  public boolean submitWrite(FileHandle file, IoBuffer from, int length, long offset, long tag) {
    return submit(File3.of(file), from, length, offset, tag, true);
  }

  @Override
  public boolean submitRead(FileHandle file, IoBuffer into, int length, long offset, long tag) {
    return submit(File3.of(file), into, length, offset, tag, false);
  }

  private boolean submit(
      File3 file, IoBuffer buffer, int length, long offset, long tag, boolean write) {
    if (closed) {
      throw new IllegalStateException("the queue is closed");
    }
    buffer.checkRoom(length);
    if (freeCount == 0) {
      return false;
    }
    Requests.Slot<Transfer> slot = free[--freeCount];
    slot.request.set(file, buffer, length, offset, tag, write);
    file.requestBegun();
    try {
      file.checkTransfer(write, offset);
    } catch (TargetException e) {
      requests.end(slot, e);
      return true;
    }
    if (length == 0) {
      requests.end(slot, null);
    } else {
      requests.begin(slot);
    }
    return true;
  }

  @Override
  public int outstanding() {
    return requests.outstanding();
  }

  @Override
  public void handOver() throws IOException {
    requests.handOver();
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.Completion each) throws IOException {
    requests.await(atLeast, maxWaitNanos);
    IOException first = null;
    int reaped = 0;
    for (var slot = requests.poll(); slot != null; slot = requests.poll()) {
      reaped++;
      IOException failure = over(slot);
      first = first == null ? failure : first;
      if (failure == null) {
        each.completed(slot.request.tag(), slot.request.result());
      } else {
        each.failed(slot.request.tag(), failure);
      }
    }
    if (first != null) {
      throw first;
    }
    return reaped;
  }

  /** Its failure, or null. */
  private @Nullable IOException over(Requests.Slot<Transfer> slot) {
    IOException failure = slot.failure;
    slot.failure = null;
    try {
      slot.request.over();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    free[freeCount++] = slot;
    return failure;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      requests.drain();
    } finally {
      for (var slot = requests.poll(); slot != null; slot = requests.poll()) {
        over(slot);
      }
    }
  }
}
