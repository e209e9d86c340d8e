package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.OpenFileFlowop;

/** Closes the file in a slot. */
@AutoService(FlowopType.class)
public final class CloseFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "closefile",
          Category.IO,
          Direction.NONE,
          "Closes the file in its slot; an empty slot is an error. Counts no bytes. Only "
              + "the close is timed.",
          FlowopAttributes.of(CommonAttributes.FD, CommonAttributes.OPEN_NEXT),
          Set.of(),
          Effect.NONE,
          "flowop openfile name=opening,filesetname=data,fd=1\n"
              + "flowop closefile name=closing,fd=1");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new OpenFileFlowop(binding, "closefile", OpenFile::close);
  }
}
