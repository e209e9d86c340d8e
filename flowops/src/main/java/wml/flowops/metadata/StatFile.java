package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.ErrorKind;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;

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
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD),
          Set.of(),
          Effect.NONE,
          "flowop statfile name=asking,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(EntryPath.ofFile(binding, "statfile"), binding.session());
  }

  private static final class Bound implements Flowop {
    private final FileSystemSession session;
    private final EntryPath entry;
    private final FileStat stat = new FileStat();

    Bound(EntryPath entry, FileSystemSession session) {
      this.entry = entry;
      this.session = session;
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      return entry.find();
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile open = entry.open();
      try {
        if (open != null) {
          open.handle().stat(stat);
        } else if (!session.stat(entry.path(), stat)) {
          throw new TargetException(ErrorKind.ENOENT, "stat", entry.path().toString());
        }
      } finally {
        entry.release();
      }
      return 0;
    }
  }
}
