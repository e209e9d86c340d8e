package wml.flowops.metadata;

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
import wml.api.target.Capability.Attributes;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.PathFlowop;
import wml.flowops.slot.TargetAbility;

/** Changes a file's times. */
@AutoService(FlowopType.class)
public final class ChangeTimes implements FlowopType {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final Signature SIGNATURE =
      new Signature(
          "utimesfile",
          Category.IO,
          Direction.NONE,
          "Sets the times of access and modification of a file to now. In slot fd, if fd is "
              + "above 0 and a file is open there, it takes that file; else the fileset's next "
              + "existing file, or the one near indexed. Counts no bytes; only the change is "
              + "timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD),
          Set.of(Attributes.class),
          Effect.NONE,
          "flowop utimesfile name=touching,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Attributes attributes = TargetAbility.of(binding, Attributes.class, "utimesfile");
    return new PathFlowop(
        EntryPath.ofFile(binding, "utimesfile"),
        file -> {
          long now = System.currentTimeMillis() * NANOS_PER_MILLI;
          attributes.changeTimes(file, now, now);
          return 0;
        });
  }
}
