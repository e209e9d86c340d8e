package wml.flowops.sync;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Rendezvous;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.flowops.slot.FlowopAttributes;

/** Blocks until woken. */
@AutoService(FlowopType.class)
public final class Block implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "block",
          Category.SYNC,
          Direction.NONE,
          "Blocks the thread until a wakeup flowop names this one as its target; a wake-up "
              + "that found nobody lets the next one through. Counts as synchronisation, not as "
              + "I/O. The wait is timed.",
          FlowopAttributes.of(),
          Set.of(),
          Effect.NONE,
          "flowop wakeup name=waking,target=blocking\n" + "flowop block name=blocking");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) {
    Rendezvous rendezvous = binding.rendezvous(binding.text("name"));
    return context -> rendezvous.block(context) ? 0 : Flowop.INTERRUPTED;
  }
}
