package wml.runtime.sync;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells all threads of a run that it is ending, and wakes those that wait. Shared. */
public final class StopSignal {
  private volatile boolean stopping;
  private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

  public boolean isStopping() {
    return stopping;
  }

  /** Registers what wakes a kind of waiter. */
  public void onStop(Runnable waker) {
    wakers.add(waker);
    if (stopping) {
      waker.run();
    }
  }

  /** Ends the run; a second call wakes the waiters again. */
  public void stop() {
    stopping = true;
    wakers.forEach(Runnable::run);
  }
}
