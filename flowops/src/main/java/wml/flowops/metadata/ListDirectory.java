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
import wml.api.target.FileSystemSession;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.PathFlowop;

/** Lists a directory. */
@AutoService(FlowopType.class)
public final class ListDirectory implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "listdir",
          Category.IO,
          Direction.READ,
          "Lists the fileset's next inner directory, or the one near indexed. Counts what "
              + "Linux moves for its entries: the bytes of each name and of its directory "
              + "record. The whole listing is timed.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Set.of(),
          Effect.NONE,
          "flowop listdir name=listing,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    FileSystemSession session = binding.session();
    NameRecords records = new NameRecords();
    return new PathFlowop(
        EntryPath.ofDirectory(binding, "listdir"),
        directory -> {
          records.reset();
          session.list(directory, records);
          return records.bytes();
        });
  }
}
