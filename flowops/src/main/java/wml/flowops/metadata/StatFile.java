package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.SlotChoice;

/** Asks for a file's attributes. */
@AutoService(FlowopType.class)
public final class StatFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "statfile",
          Category.IO,
          Direction.NONE,
          "Asks for the attributes of the open file in slot fd, if fd is above 0 and a "
              + "file is open there; else of the fileset's next existing file by its path, or of "
              + "the one near indexed. Counts no bytes; only the stat is timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET,
              CommonAttributes.INDEXED,
              CommonAttributes.PICK,
              CommonAttributes.FD),
          Set.of(),
          Effect.NONE,
          "flowop statfile name=asking,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    int slot = SlotChoice.number(binding, "fd");
    if (slot == 0) {
      EntryPick.filesetOf(binding, "statfile");
    }
    return new Bound(binding, slot);
  }

  private static final class Bound implements Flowop {
    private final FileSystemSession session;
    private final OpenFiles files;
    private final int slot;
    private final @Nullable EntryPick pick;
    private final FilePath path = new FilePath();
    private final FileStat stat = new FileStat();
    private @Nullable OpenFile open;
    private int entry;

    Bound(Binding binding, int slot) throws BindException {
      this.slot = slot;
      session = binding.session();
      files = binding.openFiles();
      Fileset fileset = binding.fileset();
      pick = fileset == null ? null : EntryPick.from(fileset.files(), binding);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      open = slot > 0 ? files.inUse(slot) : null;
      if (open != null) {
        return Readiness.READY;
      }
      if (pick == null) {
        throw new TargetException(
            ErrorKind.EBADF,
            "statfile",
            "slot fd=" + slot + ", which is empty: an openfile flowop before it is needed");
      }
      entry = pick.pin();
      if (entry == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      pick.population().path(entry, path);
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      if (open != null) {
        open.handle().stat(stat);
      } else if (pick != null) {
        statPinned(pick.population());
      }
      return 0;
    }

    private void statPinned(Population population) throws IOException {
      try {
        if (!session.stat(path, stat)) {
          throw new TargetException(ErrorKind.ENOENT, "stat", path.toString());
        }
      } finally {
        population.unpin(entry);
      }
    }
  }
}
