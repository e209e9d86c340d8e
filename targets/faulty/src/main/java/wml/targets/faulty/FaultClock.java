package wml.targets.faulty;

import java.util.concurrent.locks.LockSupport;

/**
 * The time that delays and the stall go by. Used by all threads.
 *
 * <p>A thread that sleeps wakes up some 50 us late: the last part of a wait is spun, so that a
 * delay of a few percent of a cached read is what it says, to within some 50 ns.
 */
interface FaultClock {
  /** The usual lateness of a wake-up. */
  long SPIN_NANOS = 60_000;

  /** This machine's time. */
  FaultClock SYSTEM =
      new FaultClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanos) {
          long left = nanos - System.nanoTime();
          while (left > 0 && !Thread.currentThread().isInterrupted()) {
            if (left > SPIN_NANOS) {
              LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
              Thread.onSpinWait();
            }
            left = nanos - System.nanoTime();
          }
        }
      };

  long nanos();

  /** Returns at that time, or earlier if the thread is interrupted. */
  void waitUntil(long nanos);
}
