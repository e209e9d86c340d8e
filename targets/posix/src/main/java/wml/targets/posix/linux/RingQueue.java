package wml.targets.posix.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/**
 * Asynchronous I/O by io_uring: requests gather in the ring until {@link #handOver} or {@link
 * #reap} takes them to the kernel in one call. Used by its session's thread alone, and allocates
 * nothing after construction but failures.
 *
 * <p>1. The memory it is made with is registered: its pages are pinned once instead of at each
 * request. Other memory works too.
 *
 * <p>2. A file is registered at its second request, in the place that is its number in the session:
 * registering is a system call, which files of one request would not pay back. It leaves the table
 * when it is closed, else the kernel would keep it open.
 */
final class RingQueue implements Capability.AsyncQueue {
  /** Places in the table of files; further files go without. */
  private static final int TABLE = 256;

  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TMPFS_MAGIC = 0x01021994;

  /** Memory of requests that never ended: the kernel may still write to it. */
  private static final List<Object> LOST = new CopyOnWriteArrayList<>();

  private final CallState state;
  private final Consumer<String> notes;
  private final Ring ring;
  private final IoBuffer memory;
  private final long memoryStart;
  private final long memoryBytes;
  private final int[] free;
  private final @Nullable LinuxFile[] files;
  private final @Nullable IoBuffer[] others;
  private final long[] tags;
  private final long[] offsets;
  private final int[] lengths;
  private final boolean[] writes;

  /** By place in the table: the number of the opening that was met and that is registered. */
  private final long[] met = new long[TABLE];

  private final long[] registered = new long[TABLE];
  private final boolean hasTable;
  private int freeCount;
  private boolean metAny;
  private boolean closed;
  private @Nullable IOException failure;

  private RingQueue(
      CallState state, Ring ring, int depth, IoBuffer memory, Consumer<String> notes) {
    this.state = state;
    this.notes = notes;
    this.ring = ring;
    this.memory = memory;
    memoryStart = memory.memory().address();
    boolean pinned = ring.registerMemory(memory);
    memoryBytes = pinned ? memory.capacityBytes() : 0;
    if (!pinned) {
      notes.accept(
          "the kernel refuses to pin the memory of asynchronous I/O, so that each request costs"
              + " more; raise the limit on locked memory (ulimit -l)");
    }
    hasTable = ring.registerTable(TABLE);
    free = new int[depth];
    Arrays.setAll(free, i -> depth - 1 - i);
    freeCount = depth;
    files = new LinuxFile[depth];
    others = new IoBuffer[depth];
    tags = new long[depth];
    offsets = new long[depth];
    lengths = new int[depth];
    writes = new boolean[depth];
  }

  /**
   * @throws TargetException if the kernel refuses
   */
  static RingQueue open(CallState state, int depth, IoBuffer memory, Consumer<String> notes)
      throws TargetException {
    return new RingQueue(state, Ring.open(state, depth), depth, memory, notes);
  }

  @Override
  public boolean submitWrite(FileHandle file, IoBuffer from, int length, long offset, long tag) {
    return submit(file, from, length, offset, tag, true);
  }

  @Override
  public boolean submitRead(FileHandle file, IoBuffer into, int length, long offset, long tag) {
    return submit(file, into, length, offset, tag, false);
  }

  private boolean submit(
      FileHandle handle, IoBuffer buffer, int length, long offset, long tag, boolean write) {
    if (closed) {
      throw new IllegalStateException("the queue is closed");
    }
    LinuxFile file = LinuxFile.of(handle);
    buffer.checkRoom(length);
    if (freeCount == 0) {
      return false;
    }
    int index = free[--freeCount];
    long address = buffer.address();
    long at = address - memoryStart;
    boolean fixed = at >= 0 && at + length <= memoryBytes;
    if (!fixed) {
      others[index] = buffer;
    }
    if (files[index] != file) {
      files[index] = file;
    }
    tags[index] = tag;
    offsets[index] = offset;
    lengths[index] = length;
    writes[index] = write;
    int place = place(file);
    boolean listed = place >= 0;
    ring.fill(write, listed, fixed, listed ? place : file.fd(), address, length, offset, index);
    file.requestSubmitted();
    return true;
  }

  /** The file's place in the table, or -1. */
  private int place(LinuxFile file) {
    int place = file.number();
    if (place < TABLE && registered[place] == file.opening()) {
      return place;
    }
    return meet(file, place);
  }

  private int meet(LinuxFile file, int place) {
    if (!metAny) {
      metAny = true;
      warnOfTmpfs(file.fd());
    }
    if (!hasTable || place >= TABLE || file.fd() < 0) {
      return -1;
    }
    if (met[place] != file.opening()) {
      met[place] = file.opening();
      return -1;
    }
    if (!ring.updateTable(place, file.fd())) {
      met[place] = 0;
      return -1;
    }
    registered[place] = file.opening();
    return place;
  }

  private void warnOfTmpfs(int fd) {
    MemorySegment statfs = Arena.ofAuto().allocate(256, 8);
    if (RingCalls.fstatfs(state, fd, statfs.address()) == 0
        && statfs.get(ValueLayout.JAVA_LONG, 0) == TMPFS_MAGIC) {
      notes.accept(
          "io_uring on tmpfs: the kernel hands every request to a worker thread, which takes 2.4"
              + " times as long as a page cache does; use a --dir on a disk");
    }
  }

  /** The file is closed and nothing of it is under way. */
  void forget(LinuxFile file) {
    int place = file.number();
    if (!closed && place < TABLE && registered[place] == file.opening()) {
      registered[place] = 0;
      ring.updateTable(place, -1);
    }
  }

  @Override
  public int outstanding() {
    return free.length - freeCount;
  }

  @Override
  public void handOver() throws IOException {
    for (int tries = 0; ring.unsubmitted() > 0 && tries < 3; tries++) {
      ring.enter(0, 0);
    }
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.Completion each) throws IOException {
    int reaped = take(each);
    int wanted = Math.min(atLeast, reaped + outstanding());
    if (reaped < wanted || ring.unsubmitted() > 0 || (reaped == 0 && outstanding() > 0)) {
      long start = wanted > reaped ? System.nanoTime() : 0;
      long rest = maxWaitNanos;
      boolean inTime = true;
      while (inTime) {
        inTime = ring.enter(Math.max(0, wanted - reaped), rest);
        reaped += take(each);
        if (reaped >= wanted) {
          break;
        }
        rest = maxWaitNanos - (System.nanoTime() - start);
        inTime &= rest > 0;
      }
    }
    IOException first = failure;
    if (first != null) {
      failure = null;
      throw first;
    }
    return reaped;
  }

  private int take(Capability.Completion each) {
    int count = ring.completions();
    for (int i = 0; i < count; i++) {
      int index = (int) ring.userData();
      int result = ring.result();
      ring.take();
      over(index, result, each);
    }
    return count;
  }

  private void over(int index, int result, Capability.Completion each) {
    LinuxFile file = files[index];
    boolean write = writes[index];
    free[freeCount++] = index;
    if (others[index] != null) {
      others[index] = null;
    }
    IOException failed = null;
    if (file != null) {
      if (result < 0) {
        failed = file.failed(-result, write ? "write" : "read", offsets[index]);
      }
      try {
        file.requestOver();
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      failure = failure == null ? failed : failure;
      each.failed(tags[index], failed);
    } else {
      boolean atEnd = result == 0 && !write && lengths[index] > 0;
      state.counters.bytes += result;
      each.completed(tags[index], atEnd ? FileHandle.END : result);
    }
  }

  /** Waits for what is under way. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    long start = System.nanoTime();
    long rest = STOP_NANOS;
    while (outstanding() > 0 && rest > 0) {
      try {
        reap(outstanding(), rest, (tag, bytes) -> {});
      } catch (TargetException e) {
        if (e.operation().startsWith("io_uring")) {
          break;
        } // else a request's failure, which nobody waits for
      }
      rest = STOP_NANOS - (System.nanoTime() - start);
    }
    if (outstanding() > 0) {
      LOST.add(memory);
      LOST.add(others);
      throw new TargetException(
          ErrorKind.ETIMEDOUT, "stop of " + outstanding() + " requests of", "io_uring");
    }
    ring.close();
  }
}
