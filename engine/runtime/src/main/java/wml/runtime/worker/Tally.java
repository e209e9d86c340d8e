package wml.runtime.worker;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Signature.Category;
import wml.api.measure.LatencyHistogram;

/**
 * What one thread did, by step: in all, and in the intervals of the measure phase of its run. One
 * writer; others may read the totals while it runs and see them a little late. Recording allocates
 * nothing once each step's octaves are there.
 *
 * <p>There are two slices. The thread fills one and hands it over at the end of an interval if the
 * coordinator has given the other one back; if it hasn't, the thread goes on with the one it has.
 * So neither ever waits for the other, and what is late counts in a later interval.
 */
public final class Tally {
  private final boolean[] isIo;
  private final boolean[] isOperation;
  private final long[] ops;
  private final long[] errors;
  private final long[] bytes;

  /** The totals when the slice was begun. */
  private final long[] opsBefore;

  private final long[] errorsBefore;
  private final long[] bytesBefore;

  private final AtomicReference<@Nullable Slice> full = new AtomicReference<>();
  private final AtomicReference<@Nullable Slice> spare = new AtomicReference<>();
  private final CpuClock cpu = new CpuClock();
  private final WorkCounts counts = new WorkCounts();
  private final Slice ignored;
  private Slice slice;

  /** Where latencies go now: the slice, or what nobody looks at. */
  private Slice times;

  /** That of {@link #times}: saves the way there. */
  private LatencyHistogram[] service;

  private boolean recording;
  private boolean counting;
  private boolean ceased;
  private long ios;
  private long operations;
  private long totalBytes;
  private long ioBytes;
  private long ioNanos;
  private long lastEndNanoTime;

  /**
   * @param rated which steps start when a rate says so
   */
  Tally(Category[] categories, boolean[] rated) {
    int steps = categories.length;
    isIo = new boolean[steps];
    isOperation = new boolean[steps];
    ops = new long[steps];
    errors = new long[steps];
    bytes = new long[steps];
    opsBefore = new long[steps];
    errorsBefore = new long[steps];
    bytesBefore = new long[steps];
    slice = new Slice(rated);
    spare.set(new Slice(rated));
    ignored = new Slice(rated);
    times = ignored;
    service = ignored.service;
    for (int i = 0; i < steps; i++) {
      isIo[i] = categories[i].countsAsIo();
      isOperation[i] = categories[i] != Category.OTHER;
    }
  }

  /** From here on operations count for the result. Called once. */
  void record() {
    begin();
    lastEndNanoTime = 0;
    times = slice;
    service = slice.service;
    recording = true;
    counting = true;
    counts.begin(ios);
    cpu.start();
  }

  /** From here on operations count for the totals only. */
  void cease() {
    cpu.stop();
    counts.end(ios);
    counting = false;
    if (recording) {
      settle();
    }
    times = ignored;
    service = ignored.service;
    recording = false;
    ceased = true;
  }

  /** As {@link #cease}, until {@link #resume}. */
  void pause() {
    settle();
    times = ignored;
    service = ignored.service;
    recording = false;
  }

  void resume() {
    begin();
    times = slice;
    service = slice.service;
    recording = true;
  }

  /**
   * An operation was counted across an edge. If counting began or ceased there, what the operation
   * needed had been counted before, and it itself only now: both belong in front of the edge.
   *
   * @param before whether there was counting before the edge
   */
  void recount(boolean before) {
    if (counting && !before) {
      counts.begin(ios);
    } else if (before && !counting) {
      counts.end(ios);
    }
  }

  /** The thread ends. */
  void end() {
    if (counting) {
      cease();
    }
  }

  private void begin() {
    System.arraycopy(ops, 0, opsBefore, 0, ops.length);
    System.arraycopy(errors, 0, errorsBefore, 0, errors.length);
    System.arraycopy(bytes, 0, bytesBefore, 0, bytes.length);
  }

  private void settle() {
    for (int i = 0; i < ops.length; i++) {
      slice.ops[i] += ops[i] - opsBefore[i];
      slice.errors[i] += errors[i] - errorsBefore[i];
      slice.bytes[i] += bytes[i] - bytesBefore[i];
    }
    begin();
  }

  /**
   * Hands over what was recorded up to the end of an interval, if there is a slice to go on with.
   */
  void handOver(long interval) {
    Slice next = spare.getAcquire();
    if (next == null) {
      return;
    }
    spare.setPlain(null);
    settle();
    slice.interval = interval;
    full.setRelease(slice);
    slice = next;
    times = next;
    service = next.service;
  }

  /** What the thread has handed over, or null. For the coordinator, who gives it back. */
  public @Nullable Slice take() {
    Slice taken = full.getAcquire();
    if (taken != null) {
      full.setPlain(null);
    }
    return taken;
  }

  /** Empties a slice for the thread to use again. */
  public void giveBack(Slice used) {
    used.clear();
    spare.setRelease(used);
  }

  /** What is left when the thread has ended, for the coordinator. */
  public Slice rest() {
    end();
    return slice;
  }

  /** Processor time of the measure phase. */
  public CpuClock cpu() {
    return cpu;
  }

  /** What was counted in the measure phase. */
  public WorkCounts counts() {
    return counts;
  }

  /** Between {@link #record} and {@link #cease}, also while it pauses. */
  boolean isCounting() {
    return counting;
  }

  boolean isRecording() {
    return recording;
  }

  void completed(int step, long startNanos, long endNanos, long moved) {
    service[step].record(endNanos - startNanos);
    count(step, startNanos, endNanos, moved);
  }

  /** The same of an operation that was to start at some time. */
  void completed(int step, long intendedNanos, long startNanos, long endNanos, long moved) {
    record(times, step, intendedNanos, startNanos, endNanos);
    count(step, startNanos, endNanos, moved);
  }

  /**
   * The same of an operation that may have started long before others that were counted already.
   *
   * @param measured whether it started in the measure phase
   */
  void completedLate(
      int step, long intendedNanos, long startNanos, long endNanos, long moved, boolean measured) {
    long lastEnd = lastEndNanoTime;
    record(measured ? slice : ignored, step, intendedNanos, startNanos, endNanos);
    count(step, startNanos, endNanos, moved);
    if (measured && ceased) {
      slice.ops[step]++;
      slice.bytes[step] += moved;
    } else if (!measured && recording) {
      opsBefore[step]++;
      bytesBefore[step] += moved;
      lastEndNanoTime = lastEnd;
    }
  }

  private static void record(Slice into, int step, long intended, long start, long end) {
    into.service[step].record(end - start);
    LatencyHistogram response = into.response[step];
    LatencyHistogram delay = into.delay[step];
    if (response != null && delay != null) {
      response.record(end - intended);
      delay.record(start - intended);
    }
  }

  private void count(int step, long startNanos, long endNanos, long moved) {
    ops[step]++;
    bytes[step] += moved;
    totalBytes += moved;
    if (isOperation[step]) {
      operations++;
    }
    if (isIo[step]) {
      ios++;
      ioBytes += moved;
      ioNanos += endNanos - startNanos;
      if (!ceased) {
        lastEndNanoTime = endNanos;
      }
    }
  }

  void failed(int step) {
    errors[step]++;
  }

  /** In all. */
  public long ops(int step) {
    return ops[step];
  }

  /** In all. */
  long bytes(int step) {
    return bytes[step];
  }

  /** I/O and AIO operations. */
  public long ios() {
    return ios;
  }

  /** Operations of every category but OTHER. */
  public long operations() {
    return operations;
  }

  public long totalBytes() {
    return totalBytes;
  }

  public long ioBytes() {
    return ioBytes;
  }

  /** Sum of the service times of I/O and AIO operations. */
  public long ioNanos() {
    return ioNanos;
  }

  /**
   * When the last I/O operation of the measure phase ended, by {@link System#nanoTime}; 0 if there
   * was none.
   */
  public long lastEndNanoTime() {
    return lastEndNanoTime;
  }
}
