package wml.flowops.pacing;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.flowop.Work;
import wml.flowops.slot.FlowopAttributes;

/** Limits the rate of I/O operations. */
@AutoService(FlowopType.class)
public final class IopsLimit implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "iopslimit",
          Category.OTHER,
          Direction.NONE,
          "Takes one event for each I/O operation since its last call, and waits until the "
              + "last event is due; without eventgen does nothing. What is counted is the flowop "
              + "that target names, or all that the thread does; several threads that count the "
              + "same target each take its events. Counts neither as I/O nor bytes.",
          FlowopAttributes.of(CommonAttributes.TARGET),
          Set.of(),
          Effect.NONE,
          "flowop read name=reading,filesetname=data,iosize=4k,random\n"
              + "flowop iopslimit name=limiting");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) {
    return WorkLimit.bind(binding, Work::ios, 0);
  }
}
