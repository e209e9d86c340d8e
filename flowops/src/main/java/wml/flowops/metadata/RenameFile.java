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

/** Renames a file. */
@AutoService(FlowopType.class)
public final class RenameFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "renamefile",
          Category.IO,
          Direction.NONE,
          "Gives the fileset's next existing file that nobody has open, or the one near "
              + "indexed, the next name of the fileset that is missing. The old name is missing "
              + "from then on. The file keeps its content, so that in a fileset of unequal sizes "
              + "a name may stand for a file of another size. Counts no bytes; only the renaming "
              + "is timed. If no name is missing, the thread waits for a file to be deleted or "
              + "its work is done.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Set.of(),
          Effect.RENAMES_FILE,
          "flowop renamefile name=renaming,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public boolean keepsBlocks() {
    return false;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Fileset fileset = EntryPick.filesetOf(binding, "renamefile");
    return new Bound(EntryPick.from(fileset.files(), binding), binding.session());
  }

  private static final class Bound implements Flowop {
    private final EntryPick pick;
    private final Population files;
    private final FileSystemSession session;
    private final FilePath from = new FilePath();
    private final FilePath to = new FilePath();
    private int source;
    private int destination;

    Bound(EntryPick pick, FileSystemSession session) {
      this.pick = pick;
      this.session = session;
      files = pick.population();
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      source = pick.claimDeletable();
      if (source == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      destination = files.claimMissing();
      if (destination == Population.NONE) {
        files.restore(source);
        return Readiness.NO_ENTRY;
      }
      files.path(source, from);
      files.path(destination, to);
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      boolean renamed = false;
      try {
        session.rename(from, to);
        renamed = true;
      } finally {
        if (renamed) {
          files.created(destination);
          files.unpin(destination);
          files.deleted(source);
        } else {
          files.abandon(destination);
          files.restore(source);
        }
      }
      return 0;
    }
  }
}
