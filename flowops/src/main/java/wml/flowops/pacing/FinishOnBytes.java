package wml.flowops.pacing;

import com.google.auto.service.AutoService;
import java.util.Set;
import java.util.function.ToLongFunction;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.flowop.Work;
import wml.flowops.slot.FlowopAttributes;

/** Ends a thread's work after a number of bytes. */
@AutoService(FlowopType.class)
public final class FinishOnBytes implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "finishonbytes",
          Category.OTHER,
          Direction.NONE,
          "Ends the thread's work when value bytes are moved: by the flowop that target "
              + "names, or without target by all threads of its process together. It never "
              + "counts itself, nor other flowops that do no I/O. Counts neither as I/O nor "
              + "bytes.",
          FlowopAttributes.of(CommonAttributes.VALUE, CommonAttributes.TARGET),
          Set.of(),
          Effect.NONE,
          "flowop read name=reading,filesetname=data,iosize=4k,random\n"
              + "flowop finishonbytes name=finishing,value=1m");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) {
    String target = binding.text("target");
    long goal = binding.number("value");
    return target.isEmpty()
        ? new Bound(binding.processWork(), Work::bytes, goal)
        : new Bound(binding.workOf(target), Work::bytes, goal);
  }

  private static final class Bound implements Flowop {
    private final Work work;
    private final ToLongFunction<Work> count;
    private final long goal;

    Bound(Work work, ToLongFunction<Work> count, long goal) {
      this.work = work;
      this.count = count;
      this.goal = goal;
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
}
