package wml.runtime.worker;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;

/**
 * What one thread did in a stretch of the measure phase, by step. Owned by the thread while it is
 * filled, then by the coordinator, who empties it and gives it back.
 */
public final class Slice {
  final long[] ops;
  final long[] errors;
  final long[] bytes;
  final LatencyHistogram[] service;

  /** Null where no rate says when operations are to start; the same is true of the delay. */
  final @Nullable LatencyHistogram[] response;

  final @Nullable LatencyHistogram[] delay;

  /** Number of the interval at whose end it was handed over. */
  long interval;

  /**
   * @param rated which steps have a rate
   */
  Slice(boolean[] rated) {
    int steps = rated.length;
    ops = new long[steps];
    errors = new long[steps];
    bytes = new long[steps];
    service = new LatencyHistogram[steps];
    response = new @Nullable LatencyHistogram[steps];
    delay = new @Nullable LatencyHistogram[steps];
    for (int i = 0; i < steps; i++) {
      service[i] = new LatencyHistogram();
      response[i] = rated[i] ? new LatencyHistogram() : null;
      delay[i] = rated[i] ? new LatencyHistogram() : null;
    }
  }

  public long interval() {
    return interval;
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

  public @Nullable LatencyHistogram response(int step) {
    return response[step];
  }

  public @Nullable LatencyHistogram delay(int step) {
    return delay[step];
  }

  /** Forgets everything but keeps the memory. */
  void clear() {
    Arrays.fill(ops, 0);
    Arrays.fill(errors, 0);
    Arrays.fill(bytes, 0);
    for (int i = 0; i < ops.length; i++) {
      service[i].clear();
      if (response[i] != null) {
        response[i].clear();
        Objects.requireNonNull(delay[i]).clear();
      }
    }
  }
}
