package wml.cli.selftest;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import wml.api.measure.LatencyHistogram;

/**
 * What the clock costs and how late sleepers wake.
 *
 * @param readNanos cost of one reading of {@link System#nanoTime}, the median of many rounds
 * @param stepNanos smallest difference between two readings that is not 0
 * @param late how much later than asked for 1,000 sleeps of 1 ms ended
 */
record Clocks(double readNanos, long stepNanos, LatencyHistogram late) {
  private static final int ROUNDS = 51;
  private static final int READINGS = 100_000;
  private static final int SLEEPS = 1000;
  private static final long SLEEP_NANOS = 1_000_000;

  static Clocks measure() {
    double[] costs = new double[ROUNDS];
    long step = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      long last = begin;
      for (int i = 0; i < READINGS; i++) {
        long now = System.nanoTime();
        if (now != last) {
          step = Math.min(step, now - last);
        }
        last = now;
      }
      costs[round] = (double) (last - begin) / READINGS;
    }
    Arrays.sort(costs);
    LatencyHistogram late = new LatencyHistogram();
    for (int i = 0; i < SLEEPS; i++) {
      long due = System.nanoTime() + SLEEP_NANOS;
      LockSupport.parkNanos(SLEEP_NANOS);
      late.record(System.nanoTime() - due);
    }
    return new Clocks(costs[ROUNDS / 2], step, late);
  }
}
