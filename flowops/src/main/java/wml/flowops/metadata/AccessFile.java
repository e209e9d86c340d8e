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
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.PathFlowop;
import wml.flowops.slot.TargetAbility;

/** Asks for rights on a file. */
@AutoService(FlowopType.class)
public final class AccessFile implements FlowopType {
  public static final Attribute MODE =
      Attribute.text("mode", "r", "rights asked for, some of r, w and x");
  private static final Signature SIGNATURE =
      new Signature(
          "accessfile",
          Category.IO,
          Direction.NONE,
          "Asks whether the thread may do to a file what mode says. In slot fd, if fd is "
              + "above 0 and a file is open there, it takes that file; else the fileset's next "
              + "existing file, or the one near indexed. That it may not is an error. Counts no "
              + "bytes; only the question is timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD, MODE),
          Set.of(Attributes.class),
          Effect.NONE,
          "flowop accessfile name=asking,filesetname=data,mode=rw");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Attributes attributes = TargetAbility.of(binding, Attributes.class, "accessfile");
    int rights = rights(binding.text("mode"));
    return new PathFlowop(
        EntryPath.ofFile(binding, "accessfile"),
        file -> {
          if (!attributes.mayAccess(file, rights)) {
            throw new TargetException(ErrorKind.EACCES, "access", file.toString());
          }
          return 0;
        });
  }

  /** Rights from their letters. */
  public static int rights(String letters) throws BindException {
    if (!letters.matches("[rwx]{1,3}")) {
      throw new BindException("mode=" + letters + " must be some of r, w and x, such as rw");
    }
    return (letters.contains("r") ? Attributes.READ : 0)
        | (letters.contains("w") ? Attributes.WRITE : 0)
        | (letters.contains("x") ? Attributes.EXECUTE : 0);
  }
}
