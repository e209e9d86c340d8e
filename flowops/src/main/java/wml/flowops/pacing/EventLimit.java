package wml.flowops.pacing;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.Binding;
import wml.api.flowop.EventSource;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.flowops.slot.FlowopAttributes;

/** Waits for one event. */
@AutoService(FlowopType.class)
public final class EventLimit implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "eventlimit",
          Category.OTHER,
          Direction.NONE,
          "Takes one event from the workload's event generator, waiting until it is due; "
              + "without eventgen does nothing. The thread's rate is so limited to that of the "
              + "events. Counts neither as I/O nor bytes; what it waits shows in its own line.",
          FlowopAttributes.of(),
          Set.of(),
          Effect.NONE,
          "flowop eventlimit name=limiting");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) {
    EventSource events = binding.events();
    if (events == null) {
      return context -> 0;
    }
    return context -> events.take(1, context) ? 0 : Flowop.INTERRUPTED;
  }
}
