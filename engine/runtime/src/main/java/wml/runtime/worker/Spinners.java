package wml.runtime.worker;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the threads that spin: at most so many that one processor is left for those that work. */
final class Spinners {
  private final int most = Runtime.getRuntime().availableProcessors() - 1;
  private final AtomicInteger spinning = new AtomicInteger();

  /** Whether the thread may spin. */
  boolean enter() {
    if (spinning.get() >= most) {
      return false;
    }
    if (spinning.incrementAndGet() > most) {
      spinning.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    spinning.decrementAndGet();
  }
}
