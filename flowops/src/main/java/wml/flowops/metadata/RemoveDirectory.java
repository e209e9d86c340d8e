package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FlowopAttributes;

/** Removes a leaf directory. */
@AutoService(FlowopType.class)
public final class RemoveDirectory implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "removedir",
          Category.IO,
          Direction.NONE,
          "Removes the fileset's next existing leaf directory, or the one near indexed. "
              + "Counts no bytes; only the removal is timed. If none is there, the thread waits "
              + "for one to be made or its work is done.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Set.of(),
          Effect.DELETES_DIRECTORY,
          "flowop removedir name=removing,filesetname=data\n"
              + "flowop makedir name=making,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Fileset fileset = EntryPick.filesetOf(binding, "removedir");
    return new Bound(EntryPick.from(fileset.leafDirectories(), binding), binding.session());
  }

  private static final class Bound implements Flowop {
    private final EntryPick pick;
    private final Population directories;
    private final FileSystemSession session;
    private final FilePath path = new FilePath();
    private int entry;

    Bound(EntryPick pick, FileSystemSession session) {
      this.pick = pick;
      this.session = session;
      directories = pick.population();
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      entry = pick.claimDeletable();
      if (entry == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      directories.path(entry, path);
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      boolean removed = false;
      try {
        session.removeDirectory(path);
        removed = true;
      } finally {
        if (removed) {
          directories.deleted(entry);
        } else {
          directories.restore(entry);
        }
      }
      return 0;
    }
  }
}
