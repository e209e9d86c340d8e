package wml.targets.posix.linux;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in first-out ring between threads. Waits on its monitor, because unlike a
 * condition's, a monitor's waiters are not allocated on the heap.
 */
final class RequestRing {
  private final @Nullable Request[] slots;
  private int first;
  private int count;
  private boolean stopped;

  RequestRing(int capacity) {
    slots = new Request[capacity];
  }

  /** There is room, because there are no more requests than slots. */
  synchronized void put(Request request) {
    slots[(first + count) % slots.length] = request;
    count++;
    notify();
  }

  synchronized @Nullable Request poll() {
    if (count == 0) {
      return null;
    }
    Request request = slots[first];
    slots[first] = null;
    first = (first + 1) % slots.length;
    count--;
    return request;
  }

  /** The oldest; null after so long a wait, or once stopped. */
  synchronized @Nullable Request take(long maxWaitNanos) throws InterruptedException {
    long start = System.nanoTime();
    while (count == 0 && !stopped) {
      long rest = maxWaitNanos - (System.nanoTime() - start);
      if (rest <= 0) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, rest);
    }
    return poll();
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
