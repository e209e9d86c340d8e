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
import wml.api.target.Capability.ExtendedAttributes;
import wml.api.target.NameSink;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.PathFlowop;
import wml.flowops.slot.TargetAbility;

/** Lists the extended attributes of a file. */
@AutoService(FlowopType.class)
public final class ListXattr implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "listxattr",
          Category.IO,
          Direction.READ,
          "Lists the names of the extended attributes of a file; there may be none. In slot "
              + "fd, if fd is above 0 and a file is open there, it takes that file; else the "
              + "fileset's next existing file, or the one near indexed. Counts the bytes of the "
              + "names, each with the NUL that Linux puts behind it. Only the listing is timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD),
          Set.of(ExtendedAttributes.class),
          Effect.NONE,
          "flowop listxattr name=listing,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    ExtendedAttributes attributes =
        TargetAbility.of(binding, ExtendedAttributes.class, "listxattr");
    NameBytes names = new NameBytes();
    return new PathFlowop(
        EntryPath.ofFile(binding, "listxattr"),
        file -> {
          names.bytes = 0;
          attributes.list(file, names);
          return names.bytes;
        });
  }

  /** Adds names up. */
  private static final class NameBytes implements NameSink {
    private long bytes;

    @Override
    public void name(byte[] utf8, int length, boolean directory) {
      bytes += length + 1;
    }
  }
}
