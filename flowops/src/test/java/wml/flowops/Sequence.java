package wml.flowops;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import wml.api.flowop.Flowop;
import wml.api.random.LongSource;

/** Sequences of values and of calls. */
public final class Sequence {
  private static final int CALLS = 10_000;

  /** How long the compiler may take on a busy machine before what is allocated counts. */
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Sequence() {}

  /** Draws these values, then none. */
  public static LongSource of(long... values) {
    int[] next = {0};
    return () -> values[next[0]++];
  }

  /**
   * Heap bytes that 10,000 calls of a flowop allocate in this thread: the least of as many rounds
   * as fit into the time that the compiler, which removes short-lived objects, may take.
   */
  public static long allocated(Workbench bench, String statement) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Flowop flowop = bench.bind(statement);
    long own = threads.getCurrentThreadAllocatedBytes();
    own = threads.getCurrentThreadAllocatedBytes() - own;
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    while (least > 0 && System.nanoTime() - begin < COMPILE_NANOS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      repeat(bench, flowop, CALLS);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - own);
    }
    bench.settle(flowop);
    return least;
  }

  /** Two loops, so that the compiler sees in each only what it is about. */
  private static void repeat(Workbench bench, Flowop flowop, int calls) throws Exception {
    if (flowop.hasAfter()) {
      for (int i = 0; i < calls; i++) {
        flowop.prepare(bench);
        flowop.run(bench);
        flowop.after(bench);
      }
      return;
    }
    for (int i = 0; i < calls; i++) {
      flowop.prepare(bench);
      flowop.run(bench);
    }
  }
}
