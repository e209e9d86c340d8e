package wml.flowops.sync;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Rendezvous;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.flowops.slot.FlowopAttributes;

/** Wakes those who block. */
@AutoService(FlowopType.class)
public final class Wakeup implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "wakeup",
          Category.SYNC,
          Direction.NONE,
          "Wakes every thread that is blocked in the block flowop that target names, or "
              + "the next one if none is. Counts as synchronisation, not as I/O.",
          FlowopAttributes.of(CommonAttributes.TARGET),
          Set.of(),
          Effect.NONE,
          "flowop wakeup name=waking,target=blocking\n" + "flowop block name=blocking");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    if (binding.text("target").isEmpty()) {
      throw new BindException("wakeup needs target: the name of a block flowop");
    }
    Rendezvous rendezvous = binding.rendezvous(binding.text("target"));
    return context -> {
      rendezvous.wake();
      return 0;
    };
  }
}
