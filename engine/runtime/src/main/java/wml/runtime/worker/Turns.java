package wml.runtime.worker;

import java.util.List;

/**
 * When a run works whose measure phase is cut into slices, between which another process has the
 * machine to itself. Each slice is an interval of the measure phase.
 *
 * @param beginNanos of each slice, from the run's start, in their order
 * @param lengthNanos of each slice
 */
public record Turns(List<Long> beginNanos, long lengthNanos) {
  /** A slice that was shorter would be all waking up. */
  private static final long SHORTEST_NANOS = 1_000_000;

  public Turns {
    beginNanos = List.copyOf(beginNanos);
    if (beginNanos.isEmpty() || lengthNanos < SHORTEST_NANOS) {
      throw new IllegalArgumentException("no slices, or slices of less than 1 ms");
    }
    long end = 0;
    for (long begin : beginNanos) {
      if (begin < end) {
        throw new IllegalArgumentException("slices overlap at " + begin + " ns");
      }
      end = begin + lengthNanos;
    }
  }

  long endNanos(int slice) {
    return beginNanos.get(slice) + lengthNanos;
  }

  int last() {
    return beginNanos.size() - 1;
  }

  /** How much of the slices lies before a time. */
  long before(long nanosFromStart) {
    long sum = 0;
    for (long begin : beginNanos) {
      sum += Math.clamp(nanosFromStart - begin, 0, lengthNanos);
    }
    return sum;
  }
}
