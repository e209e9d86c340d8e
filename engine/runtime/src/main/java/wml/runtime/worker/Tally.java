package wml.runtime.worker;

import java.util.Arrays;
import wml.api.flowop.Signature.Category;
import wml.api.measure.LatencyHistogram;

/**
 * What one thread did, by step: in all, and in the measure phase of its run. One writer; others may
 * read the totals while it runs and see them a little late. Recording allocates nothing once each
 * step's octaves are there.
 */
public final class Tally {
  private final boolean[] isIo;
  private final boolean[] isOperation;
  private final long[] ops;
  private final long[] errors;
  private final long[] bytes;
  private final Recorded recorded;
  private final LatencyHistogram[] ignored;

  /** Where latencies go now. */
  private LatencyHistogram[] service;

  private boolean recording;
  private long ios;
  private long operations;
  private long totalBytes;
  private long ioBytes;
  private long ioNanos;
  private long lastEndNanoTime;

  Tally(Category[] categories) {
    int steps = categories.length;
    isIo = new boolean[steps];
    isOperation = new boolean[steps];
    ops = new long[steps];
    errors = new long[steps];
    bytes = new long[steps];
    recorded = new Recorded(steps);
    ignored = new LatencyHistogram[steps];
    Arrays.fill(ignored, new LatencyHistogram());
    service = ignored;
    for (int i = 0; i < steps; i++) {
      isIo[i] = categories[i].countsAsIo();
      isOperation[i] = categories[i] != Category.OTHER;
    }
  }

  /**
   * What counts for the result. While it is recorded, the totals at its begin; afterwards, what
   * came to them.
   */
  private static final class Recorded {
    final long[] ops;
    final long[] errors;
    final long[] bytes;
    final LatencyHistogram[] service;
    long lastEndNanoTime;

    Recorded(int steps) {
      ops = new long[steps];
      errors = new long[steps];
      bytes = new long[steps];
      service = new LatencyHistogram[steps];
      Arrays.setAll(service, i -> new LatencyHistogram());
    }
  }

  /** From here on operations count for the result. Called once. */
  void record() {
    System.arraycopy(ops, 0, recorded.ops, 0, ops.length);
    System.arraycopy(errors, 0, recorded.errors, 0, errors.length);
    System.arraycopy(bytes, 0, recorded.bytes, 0, bytes.length);
    lastEndNanoTime = 0;
    service = recorded.service;
    recording = true;
  }

  /** From here on operations count for the totals only. */
  void cease() {
    for (int i = 0; i < ops.length; i++) {
      recorded.ops[i] = ops[i] - recorded.ops[i];
      recorded.errors[i] = errors[i] - recorded.errors[i];
      recorded.bytes[i] = bytes[i] - recorded.bytes[i];
    }
    recorded.lastEndNanoTime = lastEndNanoTime;
    service = ignored;
    recording = false;
  }

  boolean isRecording() {
    return recording;
  }

  void completed(int step, long startNanos, long endNanos, long moved) {
    ops[step]++;
    bytes[step] += moved;
    service[step].record(endNanos - startNanos);
    totalBytes += moved;
    if (isOperation[step]) {
      operations++;
    }
    if (isIo[step]) {
      ios++;
      ioBytes += moved;
      ioNanos += endNanos - startNanos;
      lastEndNanoTime = endNanos;
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

  /** Of the measure phase. */
  public long recordedOps(int step) {
    return recording ? ops[step] - recorded.ops[step] : recorded.ops[step];
  }

  /** Of the measure phase. */
  public long recordedErrors(int step) {
    return recording ? errors[step] - recorded.errors[step] : recorded.errors[step];
  }

  /** Of the measure phase. */
  public long recordedBytes(int step) {
    return recording ? bytes[step] - recorded.bytes[step] : recorded.bytes[step];
  }

  /** Of the measure phase. */
  public LatencyHistogram service(int step) {
    return recorded.service[step];
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
    return recording ? lastEndNanoTime : recorded.lastEndNanoTime;
  }
}
