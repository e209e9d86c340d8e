package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Objects;
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
import wml.api.target.FileSystemSession;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.SlotChoice;

/** Deletes a file. */
@AutoService(FlowopType.class)
public final class DeleteFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "deletefile",
          Category.IO,
          Direction.NONE,
          "Deletes the file in slot fd, if fd is above 0 and a file is open there that "
              + "nobody else uses; it is closed first. Else deletes the fileset's next existing "
              + "file that nobody has open, or the one near indexed. Counts no bytes; only the "
              + "removal is timed.",
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD),
          Set.of(),
          Effect.DELETES_FILE,
          "flowop deletefile name=deleting,filesetname=data\n"
              + "flowop createfile name=creating,filesetname=data,fd=1\n"
              + "flowop closefile name=closing,fd=1");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    int slot = SlotChoice.number(binding, "fd");
    if (slot == 0) {
      EntryPick.filesetOf(binding, "deletefile");
    }
    return new Bound(binding, slot);
  }

  private static final class Bound implements Flowop {
    private final FileSystemSession session;
    private final OpenFiles files;
    private final int slot;
    private final @Nullable EntryPick pick;
    private final FilePath path = new FilePath();
    private @Nullable Population claimedFrom;
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
      OpenFile open = slot > 0 ? files.inUse(slot) : null;
      if (open != null && open.fileset().files().claimPinned(open.entry())) {
        claimOpen(open);
        return Readiness.READY;
      }
      if (pick == null) {
        throw new TargetException(
            ErrorKind.EBADF,
            "deletefile",
            "slot fd=" + slot + ", where no file of its own is open");
      }
      entry = pick.claimDeletable();
      if (entry == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      claimedFrom = pick.population();
      claimedFrom.path(entry, path);
      return Readiness.READY;
    }

    private void claimOpen(OpenFile open) throws IOException {
      Population population = open.fileset().files();
      entry = open.entry();
      boolean closed = false;
      try {
        open.closeClaimed();
        closed = true;
      } finally {
        if (!closed) {
          population.restore(entry);
        }
      }
      claimedFrom = population;
      population.path(entry, path);
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      Population population = Objects.requireNonNull(claimedFrom);
      boolean removed = false;
      try {
        session.remove(path);
        removed = true;
      } finally {
        if (removed) {
          population.deleted(entry);
        } else {
          population.restore(entry);
        }
      }
      return 0;
    }
  }
}
