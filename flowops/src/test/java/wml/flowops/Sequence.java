package wml.flowops;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import wml.api.flowop.Flowop;
import wml.api.random.LongSource;

/** Sequences of values and of calls. */
public final class Sequence {
  private static final int WARM_UP_CALLS = 20_000;
  private static final int COUNTED_CALLS = 10_000;

  private Sequence() {}

  /** Draws these values, then none. */
  public static LongSource of(long... values) {
    int[] next = {0};
    return () -> values[next[0]++];
  }

  /** Heap bytes that 10,000 warm calls of a flowop allocate in this thread. */
  public static long allocated(Workbench bench, String statement) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Flowop flowop = bench.bind(statement);
    repeat(bench, flowop, WARM_UP_CALLS);
    long own = threads.getCurrentThreadAllocatedBytes();
    own = threads.getCurrentThreadAllocatedBytes() - own;
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(bench, flowop, COUNTED_CALLS);
    return threads.getCurrentThreadAllocatedBytes() - before - own;
  }

  private static void repeat(Workbench bench, Flowop flowop, int calls) throws Exception {
    for (int i = 0; i < calls; i++) {
      flowop.prepare(bench);
      flowop.run(bench);
    }
  }
}
