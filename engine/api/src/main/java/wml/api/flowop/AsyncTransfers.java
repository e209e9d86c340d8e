package wml.api.flowop;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability.AsyncQueue;
import wml.api.target.Capability.Completion;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/**
 * A thread's asynchronous reads and writes under way and their memory, shared by all its flowops.
 * Every request has a buffer of its own until it is reaped, so that no data changes under way.
 * Owned by one thread; allocates buffers only until there is one for each request under way.
 */
public final class AsyncTransfers {
  /** The most requests under way at once. */
  public static final int MAX_DEPTH = 256;

  /** The most memory of requests under way: with larger ones, fewer are under way at once. */
  public static final long MAX_BYTES = 64L << 20;

  /** How often a wait looks whether the run is ending. */
  private static final long POLL_NANOS = 10_000_000;

  /** Polls that {@link #settle} grants the target to finish: 10 s. */
  private static final int MAX_POLLS_TO_SETTLE = 1000;

  private final AsyncQueue queue;
  private final @Nullable IoBuffer[] buffers = new IoBuffer[MAX_DEPTH];
  private final int[] free = new int[MAX_DEPTH];
  private final int[] expected = new int[MAX_DEPTH];
  private final Completion onCompletion = this::completed;
  private int freeCount;
  private int depth = MAX_DEPTH;
  private int largest;
  private boolean cutShort;

  public AsyncTransfers(AsyncQueue queue) {
    this.queue = queue;
    Arrays.setAll(free, i -> MAX_DEPTH - 1 - i);
    freeCount = MAX_DEPTH;
  }

  /**
   * Readies the next write: its data is copied from {@code memory}. Reaps one request, waiting for
   * it, if as many as may be are under way.
   *
   * @return false if the run stopped first
   * @throws IOException the failure of a request that was reaped
   */
  public boolean readyToWrite(IoMemory memory, int length, FlowopContext context)
      throws IOException {
    if (!makeRoom(length, context)) {
      return false;
    }
    IoBuffer own = ownBuffer(length);
    IoBuffer data = memory.forWrite(length);
    MemorySegment.copy(data.memory(), data.start(), own.memory(), 0, length);
    return true;
  }

  /** Readies the next read; as {@link #readyToWrite}. */
  public boolean readyToRead(int length, FlowopContext context) throws IOException {
    boolean ready = makeRoom(length, context);
    if (ready) {
      ownBuffer(length);
    }
    return ready;
  }

  private boolean makeRoom(int length, FlowopContext context) throws IOException {
    if (length > largest) {
      largest = length;
      depth = (int) Math.min(MAX_DEPTH, Math.max(1, MAX_BYTES / length));
    }
    while (queue.outstanding() >= depth) {
      if (context.stopping()) {
        return false;
      }
      reap(1);
    }
    return true;
  }

  private IoBuffer ownBuffer(int length) {
    int index = free[freeCount - 1];
    IoBuffer own = buffers[index];
    if (own == null || own.capacityBytes() < length) {
      own = IoBuffer.allocate(length);
      buffers[index] = own;
    }
    return own;
  }

  /** Starts the write that was readied. */
  public void write(FileHandle file, int length, long offset) throws IOException {
    int index = free[freeCount - 1];
    IoBuffer own = buffers[index];
    if (own == null || !queue.submitWrite(file, own, length, offset, index)) {
      throw new TargetException(ErrorKind.EAGAIN, "submit", "a write to a full queue");
    }
    started(index, length);
  }

  /** Starts the read that was readied. */
  public void read(FileHandle file, int length, long offset) throws IOException {
    int index = free[freeCount - 1];
    IoBuffer own = buffers[index];
    if (own == null || !queue.submitRead(file, own, length, offset, index)) {
      throw new TargetException(ErrorKind.EAGAIN, "submit", "a read to a full queue");
    }
    started(index, FileHandle.END); // a read may return fewer bytes, or the end
  }

  private void started(int index, int atLeast) throws IOException {
    expected[index] = atLeast;
    freeCount--;
    queue.handOver();
  }

  /** Requests started and not yet reaped. */
  public int outstanding() {
    return queue.outstanding();
  }

  /**
   * Waits until at least half of the requests that are under way now are reaped.
   *
   * @return false if the run stopped first
   * @throws IOException the first failure among them
   */
  public boolean awaitHalf(FlowopContext context) throws IOException {
    int missing = (queue.outstanding() + 1) / 2;
    while (missing > 0) {
      missing -= reap(missing);
      if (missing > 0 && context.stopping()) {
        return false;
      }
    }
    return true;
  }

  /** Reaps for a while; a write that was accepted in part only is a failure too. */
  private int reap(int atLeast) throws IOException {
    cutShort = false;
    int reaped = queue.reap(atLeast, POLL_NANOS, onCompletion);
    if (cutShort) {
      throw new TargetException(
          ErrorKind.EIO, 0, "write", "an open file, which accepted only a part", -1);
    }
    return reaped;
  }

  private void completed(long tag, int bytes) {
    int index = (int) tag;
    cutShort |= bytes < expected[index];
    free[freeCount++] = index;
  }

  /** Waits for what is under way; throws the first failure. */
  void settle() throws IOException {
    IOException first = null;
    for (int polls = 0; queue.outstanding() > 0 && polls < MAX_POLLS_TO_SETTLE; polls++) {
      try {
        reap(queue.outstanding());
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Waits for what is under way, then closes the queue; throws the first failure. */
  void close() throws IOException {
    try {
      settle();
    } finally {
      queue.close();
    }
  }
}
