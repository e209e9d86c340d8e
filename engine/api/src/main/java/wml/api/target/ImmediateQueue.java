package wml.api.target;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A queue that does a request while it is submitted, for targets whose reads and writes never wait.
 * Requests complete in the order of submission. Allocates nothing after construction; owned by one
 * thread.
 */
public final class ImmediateQueue implements Capability.AsyncQueue {
  private final long[] tags;
  private final int[] bytes;
  private final @Nullable IOException[] failures;
  private int first;
  private int count;
  private boolean closed;

  /**
   * @param depth the most requests that may wait to be reaped
   */
  public ImmediateQueue(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    tags = new long[depth];
    bytes = new int[depth];
    failures = new IOException[depth];
  }

  @Override
  public boolean submitWrite(FileHandle file, IoBuffer from, int length, long offset, long tag) {
    if (isFull()) {
      return false;
    }
    try {
      done(tag, file.write(from, length, offset), null);
    } catch (IOException e) {
      done(tag, 0, e);
    }
    return true;
  }

  @Override
  public boolean submitRead(FileHandle file, IoBuffer into, int length, long offset, long tag) {
    if (isFull()) {
      return false;
    }
    try {
      done(tag, file.read(into, length, offset), null);
    } catch (IOException e) {
      done(tag, 0, e);
    }
    return true;
  }

  private boolean isFull() {
    if (closed) {
      throw new IllegalStateException("the queue is closed");
    }
    return count == tags.length;
  }

  private void done(long tag, int moved, @Nullable IOException failure) {
    int slot = (first + count) % tags.length;
    tags[slot] = tag;
    bytes[slot] = moved;
    failures[slot] = failure;
    count++;
  }

  @Override
  public int outstanding() {
    return count;
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.Completion each) throws IOException {
    IOException failure = null;
    int reaped = 0;
    while (count > 0) {
      int slot = first;
      first = (first + 1) % tags.length;
      count--;
      reaped++;
      IOException failed = failures[slot];
      failures[slot] = null;
      if (failed == null) {
        each.completed(tags[slot], bytes[slot]);
      } else {
        failure = failure == null ? failed : failure;
        each.failed(tags[slot], failed);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return reaped;
  }

  @Override
  public void close() {
    closed = true;
    count = 0;
  }
}
