package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.Locks;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.OpenFileFlowop;
import wml.flowops.slot.TargetAbility;

/** Gives up locks on a file. */
@AutoService(FlowopType.class)
public final class UnlockFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "unlock",
          Category.SYNC,
          Direction.NONE,
          "Gives up all locks that the thread has on the file in its slot; there may be "
              + "none. Counts as synchronisation, not as I/O. Only the call is timed.",
          FlowopAttributes.of(CommonAttributes.FD, CommonAttributes.OPEN_NEXT),
          Set.of(Locks.class),
          Effect.NONE,
          "flowop lock name=locking,filesetname=data,shared\n" + "flowop unlock name=unlocking");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Locks locks = TargetAbility.of(binding, Locks.class, "unlock");
    return new OpenFileFlowop(binding, "unlock", file -> locks.unlock(file.handle(), 0, 0));
  }
}
