package wml.targets.faulty;

import java.util.concurrent.locks.LockSupport;

/** The time that delays and the stall go by. Used by all threads. */
interface FaultClock {
  /** This machine's time. */
  FaultClock SYSTEM =
      new FaultClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanos) {
          while (System.nanoTime() - nanos < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(nanos - System.nanoTime());
          }
        }
      };

  long nanos();

  /** Returns at that time, or earlier if the thread is interrupted. */
  void waitUntil(long nanos);
}
