package wml.flowops.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.IoMemory;
import wml.api.flowop.OpenFile;
import wml.api.flowop.PipelinedFlowop;
import wml.api.flowop.Readiness;
import wml.api.random.LongSource;
import wml.api.target.Capability.AsyncIo;
import wml.api.target.Capability.AsyncQueue;
import wml.api.target.Capability.Completion;
import wml.api.target.ErrorKind;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.TargetAbility;

/**
 * A read or write with {@code iodepth} above 1: each call starts one request.
 *
 * <p>1. Requests gather until the queue is full; then one call hands them over and waits for at
 * least one, and takes all that are complete. Data from a cache so comes in batches of the depth,
 * and a device is kept at its depth.
 *
 * <p>2. A request's time runs from the call that handed it over to when it was taken. The clock is
 * read once before and once after that call, whatever the number of requests.
 *
 * <p>3. Each request has a part of the memory of its own, which the target may pin. A size beyond
 * that makes new memory and a new queue, once nothing is under way.
 *
 * <p>4. Several requests may fail at once. The next calls throw the rest, one each.
 */
final class Pipelined implements PipelinedFlowop, Completion {
  /** What the target may have to pin; io_uring takes no larger buffer. */
  private static final long MAX_BYTES = 1L << 30;

  /** How often a wait looks whether the run is ending. */
  private static final long POLL_NANOS = 10_000_000;

  private final FileSlot slot;
  private final Transfer transfer;
  private final IoMemory source;
  private final AsyncIo async;
  private final boolean write;
  private final boolean random;
  private final int depth;
  private final int[] free;
  private final int[] heldBack;
  private final int[] done;
  private final int[] lengths;
  private final int[] moved;
  private final long[] intended;
  private final long[] started;
  private final Deque<IOException> failures = new ArrayDeque<>();
  private AsyncQueue queue;
  private IoBuffer memory;
  private long partBytes;
  private int freeCount;
  private int heldCount;
  private int doneCount;
  private int length;
  private long offset;

  Pipelined(Binding binding, String keyword, long wanted, boolean write) throws BindException {
    this.write = write;
    if (wanted > CommonAttributes.MAX_IO_DEPTH) {
      throw new BindException(
          "iodepth=" + wanted + " must be from 1 to " + CommonAttributes.MAX_IO_DEPTH);
    }
    if (binding.verifies()) {
      throw new BindException(
          keyword
              + " can't verify with iodepth above 1; leave iodepth out, or verify= of the fileset");
    }
    depth = (int) wanted;
    async = TargetAbility.of(binding, AsyncIo.class, keyword + " with iodepth");
    slot = FileSlot.from(binding, keyword);
    DirectSizes.check(binding);
    transfer = new Transfer(binding);
    source = binding.memory();
    random = transfer.isRandom();
    free = new int[depth];
    Arrays.setAll(free, i -> depth - 1 - i);
    freeCount = depth;
    heldBack = new int[depth];
    done = new int[depth];
    lengths = new int[depth];
    moved = new int[depth];
    intended = new long[depth];
    started = new long[depth];
    LongSource sizes = binding.numbers(CommonAttributes.IO_SIZE.name());
    long size = sizes instanceof LongSource.Constant(long value) ? value : 0;
    try {
      partBytes = partFor(size);
      memory = IoBuffer.allocate(partBytes * depth);
      queue = async.queue(depth, memory);
    } catch (IOException e) {
      throw new BindException(keyword + " can't start asynchronous I/O: " + e.getMessage());
    }
  }

  /** Whole blocks, so that every part is good for O_DIRECT. */
  private long partFor(long size) throws TargetException {
    long block = IoBuffer.ALIGNMENT_BYTES;
    long part = Math.max(1, Math.ceilDiv(size, block)) * block;
    if (part > MAX_BYTES / depth) {
      throw new TargetException(
          ErrorKind.ENOMEM,
          "pipeline",
          "with iodepth="
              + depth
              + " of "
              + size
              + " bytes each: more than 1 GiB under way; lower iodepth or iosize");
    }
    return part;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    throwFailure();
    Readiness readiness = slot.find();
    if (readiness != Readiness.READY) {
      return readiness;
    }
    OpenFile file = slot.file();
    transfer.draw(file);
    if (!write) {
      transfer.placeRead(file);
    }
    length = transfer.length();
    offset = write ? transfer.writeOffset(file) : transfer.offset();
    if (freeCount == 0 && !makeRoom(context)) {
      return Readiness.FINISHED;
    }
    if (length > partBytes) {
      enlarge(context);
    }
    memory.window(free[freeCount - 1] * partBytes, length);
    if (write) {
      IoBuffer data = source.forWrite(length);
      MemorySegment.copy(data.memory(), data.start(), memory.memory(), memory.start(), length);
    }
    return Readiness.READY;
  }

  private void enlarge(FlowopContext context) throws IOException {
    long larger = partFor(length);
    while (queue.outstanding() > 0) {
      turn(1, POLL_NANOS, context);
    }
    queue.close();
    memory = IoBuffer.allocate(larger * depth);
    queue = async.queue(depth, memory);
    partBytes = larger;
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    OpenFile file = slot.file();
    int index = free[freeCount - 1];
    boolean taken =
        write
            ? queue.submitWrite(file.handle(), memory, length, offset, index)
            : queue.submitRead(file.handle(), memory, length, offset, index);
    if (!taken) {
      throw new TargetException(ErrorKind.EAGAIN, "submit", "a request to a full queue");
    }
    freeCount--;
    lengths[index] = length;
    intended[index] = context.intendedNanoTime();
    heldBack[heldCount++] = index;
    if (!random) {
      file.position = offset + length;
    }
    if (freeCount == 0) {
      makeRoom(context);
    }
    return PENDING;
  }

  /** Waits until a request has completed; false if the run stopped first. */
  private boolean makeRoom(FlowopContext context) throws IOException {
    while (freeCount == 0) {
      turn(1, POLL_NANOS, context);
      if (freeCount == 0 && context.stopping()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean serve(long untilNanoTime, FlowopContext context) throws IOException {
    throwFailure();
    while (queue.outstanding() > 0) {
      long left = untilNanoTime - System.nanoTime();
      turn(left > 0 ? 1 : 0, Math.clamp(left, 0, POLL_NANOS), context);
      if (left <= 0) {
        break;
      }
    }
    return queue.outstanding() > 0;
  }

  /** Hands over, waits, takes and counts; throws the first failure. */
  private void turn(int atLeast, long maxWaitNanos, FlowopContext context) throws IOException {
    long now = System.nanoTime();
    for (int i = 0; i < heldCount; i++) {
      started[heldBack[i]] = now;
    }
    heldCount = 0;
    doneCount = 0;
    try {
      queue.reap(atLeast, maxWaitNanos, this);
    } catch (IOException e) {
      if (failures.isEmpty()) { // else it is the first of them
        throw e;
      }
    }
    if (doneCount > 0) {
      count(context);
    }
    throwFailure();
  }

  private void count(FlowopContext context) {
    long now = System.nanoTime();
    for (int i = 0; i < doneCount; i++) {
      int index = done[i];
      long start = started[index];
      long meant = intended[index];
      context.completed(
          meant == FlowopContext.UNSCHEDULED ? start : meant, start, now, moved[index]);
    }
  }

  @Override
  public void completed(long tag, int bytes) {
    int index = (int) tag;
    if (write && bytes < lengths[index]) {
      failed(
          tag,
          new TargetException(
              ErrorKind.EIO, 0, "write", "an open file, which accepted only a part", -1));
      return;
    }
    free[freeCount++] = index;
    moved[index] = Math.max(0, bytes);
    done[doneCount++] = index;
  }

  @Override
  public void failed(long tag, IOException failure) {
    free[freeCount++] = (int) tag;
    failures.add(failure);
  }

  private void throwFailure() throws IOException {
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
  }
}
