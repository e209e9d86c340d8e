package wml.runtime.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Rendezvous;

/** Where threads block until the next wake-up. Shared; stops with its run. */
public final class BlockPoint implements Rendezvous {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long generation;
  private int waiting;
  private boolean pending;

  public BlockPoint(StopSignal stop) {
    stop.onStop(this::wakeAll);
  }

  private void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean block(FlowopContext context) {
    lock.lock();
    try {
      if (pending) {
        pending = false;
        return !context.stopping();
      }
      long arrived = generation;
      waiting++;
      while (generation == arrived && !context.stopping()) {
        changed.awaitUninterruptibly();
      }
      waiting--;
      return generation != arrived;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void wake() {
    lock.lock();
    try {
      if (waiting == 0) {
        pending = true;
      } else {
        generation++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
