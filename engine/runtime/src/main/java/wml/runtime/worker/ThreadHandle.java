package wml.runtime.worker;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What others may do with a worker's thread. Safe for use by any thread. */
public final class ThreadHandle {
  private final String name;
  private volatile @Nullable Thread thread;

  ThreadHandle(String name) {
    this.name = name;
  }

  /** The calling thread is the one. */
  void begin() {
    thread = Thread.currentThread();
  }

  /** Ends a sleep early, so that the thread sees that the run starts or stops. */
  public void wake() {
    Thread sleeping = thread;
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
    }
  }

  /** Where the thread is, if it does not stop. */
  public String whereabouts() {
    Thread stuck = thread;
    StackTraceElement[] trace = stuck == null ? new StackTraceElement[0] : stuck.getStackTrace();
    return name + (trace.length == 0 ? ", which has not started" : " at " + trace[0]);
  }

  /** Whether the thread has started and not ended. */
  public boolean isAlive() {
    Thread started = thread;
    return started != null && started.isAlive();
  }
}
