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

/** Limits the bandwidth. */
@AutoService(FlowopType.class)
public final class BandwidthLimit implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "bwlimit",
          Category.OTHER,
          Direction.NONE,
          "Takes one event for each MiB moved since its last call, and waits until the "
              + "last event is due; without eventgen does nothing. What is counted is the flowop "
              + "that target names, or all that the thread does; several threads that count the "
              + "same target each take its events. Counts neither as I/O nor bytes.",
          FlowopAttributes.of(CommonAttributes.TARGET),
          Set.of(),
          Effect.NONE,
          "flowop read name=reading,filesetname=data,iosize=4k,random\n"
              + "flowop bwlimit name=limiting");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  /** An event is worth 2^20 bytes. */
  private static final int EVENT_SHIFT = 20;

  @Override
  public Flowop bind(Binding binding) {
    return WorkLimit.bind(binding, Work::bytes, EVENT_SHIFT);
  }
}
