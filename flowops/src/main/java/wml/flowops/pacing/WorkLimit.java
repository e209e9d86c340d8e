package wml.flowops.pacing;

import java.util.function.ToLongFunction;
import wml.api.flowop.Binding;
import wml.api.flowop.EventSource;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;
import wml.api.flowop.Work;

/**
 * Takes events for the work done since its last call. Owned by one thread. Where the work is that
 * of other threads, every limit on it takes events for all of it: such a limit belongs into one
 * thread.
 */
final class WorkLimit implements Flowop {
  private final EventSource events;
  private final Work work;
  private final ToLongFunction<Work> counter;
  private final int shift;
  private long paid;
  private long due;

  private WorkLimit(EventSource events, Work work, ToLongFunction<Work> counter, int shift) {
    this.events = events;
    this.work = work;
    this.counter = counter;
    this.shift = shift;
  }

  /**
   * @param shift an event is worth 2^shift of what is counted; a rest is kept for the next call
   */
  static Flowop bind(Binding binding, ToLongFunction<Work> counter, int shift) {
    EventSource events = binding.events();
    if (events == null) {
      return context -> 0;
    }
    String target = binding.text("target");
    Work work = target.isEmpty() ? binding.ownWork() : binding.workOf(target);
    return new WorkLimit(events, work, counter, shift);
  }

  @Override
  public Readiness prepare(FlowopContext context) {
    due = Math.max(0, (counter.applyAsLong(work) - paid) >> shift);
    paid += due << shift;
    return Readiness.READY;
  }

  @Override
  public long run(FlowopContext context) {
    return due == 0 || events.take(due, context) ? 0 : INTERRUPTED;
  }
}
