package wml.runtime.sync;

import java.util.concurrent.atomic.AtomicLong;
import wml.api.flowop.EventSource;
import wml.api.flowop.FlowopContext;

/**
 * Events at a constant rate as numbered tickets: event k falls due k periods after the start of the
 * run, whoever asked k-th waits for it. Fair by construction, exact from the first second, and no
 * thread of its own. A late taker finds its events due already and catches up.
 */
public final class TicketEvents implements EventSource {
  private final AtomicLong handedOut = new AtomicLong();
  private final double nanosPerEvent;
  private volatile long startNanoTime;

  /**
   * @param eventsPerSecond above 0
   */
  public TicketEvents(double eventsPerSecond) {
    nanosPerEvent = 1e9 / eventsPerSecond;
  }

  /** Starts the schedule; called before any worker runs. */
  public void start(long nanoTime) {
    startNanoTime = nanoTime;
  }

  @Override
  public boolean take(long count, FlowopContext context) {
    long last = handedOut.addAndGet(count);
    long due = startNanoTime + (long) (last * nanosPerEvent);
    return System.nanoTime() >= due ? !context.stopping() : context.sleepUntil(due);
  }
}
