package wml.flowops.pacing;

import java.util.function.ToLongFunction;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;
import wml.api.flowop.Work;

/** Ends its thread's work when {@code value} is reached. */
final class WorkGoal implements Flowop {
  private final Work work;
  private final ToLongFunction<Work> count;
  private final long goal;

  private WorkGoal(Work work, ToLongFunction<Work> count, long goal) {
    this.work = work;
    this.count = count;
    this.goal = goal;
  }

  /**
   * @param ofAll counts the work of all threads of the process, where no target is named
   * @param ofTarget counts that of the target
   */
  static Flowop bind(Binding binding, ToLongFunction<Work> ofAll, ToLongFunction<Work> ofTarget) {
    String target = binding.text("target");
    long goal = binding.number("value");
    return target.isEmpty()
        ? new WorkGoal(binding.processWork(), ofAll, goal)
        : new WorkGoal(binding.workOf(target), ofTarget, goal);
  }

  @Override
  public Readiness prepare(FlowopContext context) {
    return count.applyAsLong(work) >= goal ? Readiness.FINISHED : Readiness.READY;
  }

  @Override
  public long run(FlowopContext context) {
    return 0;
  }
}
