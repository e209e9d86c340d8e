package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.Attribute;
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

/** Changes a file's permissions. */
@AutoService(FlowopType.class)
public final class ChangeMode implements FlowopType {
  public static final Attribute MODE =
      Attribute.text("mode", "644", "permissions in octal, such as 640");
  private static final Signature SIGNATURE =
      new Signature(
          "chmodfile",
          Category.IO,
          Direction.NONE,
          "Sets the permissions of a file to mode. In slot fd, if fd is above 0 and a file "
              + "is open there, it takes that file; else the fileset's next existing file, or the "
              + "one near indexed. Counts no bytes; only the change is timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD, MODE),
          Set.of(Attributes.class),
          Effect.NONE,
          "flowop chmodfile name=changing,filesetname=data,mode=640");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Attributes attributes = TargetAbility.of(binding, Attributes.class, "chmodfile");
    int mode = mode(binding.text("mode"));
    return new PathFlowop(
        EntryPath.ofFile(binding, "chmodfile"),
        file -> {
          attributes.changeMode(file, mode);
          return 0;
        });
  }

  /** Permissions from octal digits. */
  public static int mode(String octal) throws BindException {
    if (!octal.matches("0*[0-7]{1,4}")) {
      throw new BindException(
          "mode=" + octal + " must be permissions in octal, from 0 to 7777, such as 640");
    }
    return Integer.parseInt(octal, 8);
  }
}
