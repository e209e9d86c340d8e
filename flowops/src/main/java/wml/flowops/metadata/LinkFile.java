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
import wml.api.target.Capability.Links;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Gives a file one more name. */
@AutoService(FlowopType.class)
public final class LinkFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "linkfile",
          Category.IO,
          Direction.NONE,
          "Makes a hard link to a file, beside it. In slot fd, if fd is above 0 and a file "
              + "is open there, it takes that file; else the fileset's next existing file, or the "
              + "one near indexed. The thread keeps one such link per flowop: the one that the "
              + "last call made is removed first, untimed. Its name is that of the file with "
              + ".link- and a number behind it. Counts no bytes; only making the link is timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD),
          Set.of(Links.class),
          Effect.NONE,
          "flowop linkfile name=linking,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Links links = TargetAbility.of(binding, Links.class, "linkfile");
    return new LinkFlowop(binding, "linkfile", ".link-", links::link);
  }
}
