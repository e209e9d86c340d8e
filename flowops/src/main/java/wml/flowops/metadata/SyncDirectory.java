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
import wml.api.target.Capability.DirectorySync;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.PathFlowop;
import wml.flowops.slot.TargetAbility;

/** Syncs a directory. */
@AutoService(FlowopType.class)
public final class SyncDirectory implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "fsyncdir",
          Category.IO,
          Direction.NONE,
          "Makes durable which names the fileset's next inner directory has, or the one "
              + "near indexed. Counts no bytes. Opening the directory for it and the sync are "
              + "timed.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Set.of(DirectorySync.class),
          Effect.NONE,
          "flowop createfile name=creating,filesetname=data,fd=1\n"
              + "flowop fsyncdir name=syncing,filesetname=data\n"
              + "flowop closefile name=closing,fd=1\n"
              + "flowop deletefile name=deleting,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    DirectorySync directories = TargetAbility.of(binding, DirectorySync.class, "fsyncdir");
    return new PathFlowop(
        EntryPath.ofDirectory(binding, "fsyncdir"),
        directory -> {
          directories.syncDirectory(directory);
          return 0;
        });
  }
}
