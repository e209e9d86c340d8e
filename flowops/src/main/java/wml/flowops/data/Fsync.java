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
import wml.api.target.SyncMode;
import wml.flowops.slot.FlowopAttributes;

/** Syncs the file in a slot. */
@AutoService(FlowopType.class)
public final class Fsync implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "fsync",
          Category.IO,
          Direction.NONE,
          "Makes all data and metadata of the file in its slot durable. Counts no bytes. "
              + "Only the sync is timed.",
          FlowopAttributes.of(CommonAttributes.FD, CommonAttributes.OPEN_NEXT),
          Set.of(),
          Effect.NONE,
          "flowop write name=writing,filesetname=data,iosize=4k,random\n"
              + "flowop fsync name=syncing");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return VerifiedSync.of(binding, "fsync", SyncMode.ALL);
  }
}
