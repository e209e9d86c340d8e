package wml.runtime.worker;

import wml.api.flowop.Signature.Category;
import wml.api.measure.LatencyHistogram;

/**
 * What one thread did, by step. One writer; others may read the totals while it runs and see them a
 * little late. Recording allocates nothing once each step's octaves are there.
 */
public final class Tally {
  private final boolean[] isIo;
  private final boolean[] isOperation;
  private final long[] ops;
  private final long[] errors;
  private final long[] bytes;
  private final LatencyHistogram[] service;
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
    service = new LatencyHistogram[steps];
    for (int i = 0; i < steps; i++) {
      isIo[i] = categories[i].countsAsIo();
      isOperation[i] = categories[i] != Category.OTHER;
      service[i] = new LatencyHistogram();
    }
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

  public long ops(int step) {
    return ops[step];
  }

  public long errors(int step) {
    return errors[step];
  }

  public long bytes(int step) {
    return bytes[step];
  }

  public LatencyHistogram service(int step) {
    return service[step];
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

  /** When the last I/O operation ended, by {@link System#nanoTime}; 0 if there was none. */
  public long lastEndNanoTime() {
    return lastEndNanoTime;
  }
}
