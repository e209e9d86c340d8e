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
import wml.api.target.Capability.MemoryMapping;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.OpenFileFlowop;
import wml.flowops.slot.TargetAbility;

/** Syncs the file that is mapped in a slot. */
@AutoService(FlowopType.class)
public final class SyncMapping implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "msync",
          Category.IO,
          Direction.NONE,
          "Makes durable what was written to the memory that the file in its slot is mapped "
              + "to; a file that is not mapped is mapped for it. Counts no bytes. The sync is "
              + "timed, and the mapping if there was none.",
          FlowopAttributes.of(CommonAttributes.FD, CommonAttributes.OPEN_NEXT),
          Set.of(MemoryMapping.class),
          Effect.NONE,
          "flowop mmapwrite name=writing,filesetname=data,iosize=4k,random\n"
              + "flowop msync name=syncing");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    MemoryMapping maps = TargetAbility.of(binding, MemoryMapping.class, "msync");
    return new OpenFileFlowop(binding, "msync", file -> file.mapping(maps).sync());
  }
}
