package wml.runtime.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor time that a thread used while the clock ran. Started and stopped by that thread, a few
 * times per run; read by others once it has ended.
 */
public final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private boolean running;
  private long totalNanos;
  private long userNanos;

  void start() {
    if (!running) {
      running = true;
      count(-1);
    }
  }

  void stop() {
    if (running) {
      running = false;
      count(1);
    }
  }

  private void count(int sign) {
    if (THREADS.isCurrentThreadCpuTimeSupported()) {
      totalNanos += sign * THREADS.getCurrentThreadCpuTime();
      userNanos += sign * THREADS.getCurrentThreadUserTime();
    }
  }

  /** In user code and in the kernel, in nanoseconds. */
  public long totalNanos() {
    return totalNanos;
  }

  /** In user code; the system counts it in ticks of about 10 ms. */
  public long userNanos() {
    return userNanos;
  }
}
