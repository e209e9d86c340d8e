package wml.runtime.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.PostSemaphore;

/** Counts posts between posters and takers. Shared; waits end with the run. */
public final class PostCounter implements PostSemaphore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition posted = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private long posts;
  private long mark = 1;
  private long wanted;

  /** The fewest posts that a waiting taker needs: fewer wake nobody. */
  private long enough = Long.MAX_VALUE;

  public PostCounter(StopSignal stop) {
    stop.onStop(this::wakeAll);
  }

  private void wakeAll() {
    lock.lock();
    try {
      posted.signalAll();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean take(long count, FlowopContext context) {
    lock.lock();
    try {
      if (count > wanted) {
        wanted = count;
        taken.signalAll();
      }
      while (posts < count) {
        if (context.stopping()) {
          return false;
        }
        enough = Math.min(enough, count);
        posted.awaitUninterruptibly();
      }
      posts -= count;
      taken.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean post(long count, boolean blocking, FlowopContext context) {
    lock.lock();
    try {
      while (blocking && posts >= Math.max(mark, wanted)) {
        if (context.stopping()) {
          return false;
        }
        taken.awaitUninterruptibly();
      }
      posts += count;
      if (posts >= enough) {
        enough = Long.MAX_VALUE; // who still has to wait says so again
        posted.signalAll();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void highWater(long newMark) {
    lock.lock();
    try {
      mark = newMark;
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
