package wml.runtime.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import wml.api.target.Counter;
import wml.api.target.Counters;

/**
 * What a thread counted between the begin and the end of its measure phase: its session's calls,
 * its I/O operations and what it allocated. Both moments lie between operations, so that one
 * divides by the other without a rest. Taken by that thread, twice per run; read by others once it
 * has ended.
 */
public final class WorkCounts {
  private static final @Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
              && threads.isThreadAllocatedMemorySupported()
              && threads.isThreadAllocatedMemoryEnabled()
          ? threads
          : null;

  /** A moment. */
  private static final class Moment {
    final Counters counters = new Counters();
    long operations;
    long allocated;
  }

  private final Moment begin = new Moment();
  private final Moment end = new Moment();
  private @Nullable Counters session;

  /**
   * @param counters of the thread's session; null if it counts nothing
   */
  void of(@Nullable Counters counters) {
    session = counters;
  }

  void begin(long operations) {
    take(begin, operations);
  }

  void end(long operations) {
    take(end, operations);
  }

  private void take(Moment moment, long operations) {
    if (session != null) {
      moment.counters.set(session);
    }
    moment.operations = operations;
    moment.allocated = THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }

  public long counted(Counter counter) {
    return end.counters.get(counter) - begin.counters.get(counter);
  }

  /** I/O operations that completed. */
  public long operations() {
    return end.operations - begin.operations;
  }

  /** Bytes of the heap; -1 if this JVM does not tell. */
  public long allocated() {
    return THREADS == null ? -1 : end.allocated - begin.allocated;
  }
}
