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
import wml.api.target.NameSink;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FlowopAttributes;

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
          FlowopAttributes.of(
              CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.PICK),
          Set.of(),
          Effect.NONE,
          "flowop listdir name=listing,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  /** Bytes before the name in Linux's dirent64 record, which is padded to a multiple of 8. */
  private static final int RECORD_HEADER_BYTES = 19;

  @Override
  public Flowop bind(Binding binding) throws BindException {
    Fileset fileset = EntryPick.filesetOf(binding, "listdir");
    return new Bound(EntryPick.from(fileset.directories(), binding), binding.session());
  }

  /** What a name counts for: its own bytes and those of its record, with the name's NUL. */
  static int bytesFor(int nameBytes) {
    return nameBytes + ((RECORD_HEADER_BYTES + nameBytes + 1 + 7) & ~7);
  }

  private static final class Bound implements Flowop {
    private final EntryPick pick;
    private final FileSystemSession session;
    private final FilePath path = new FilePath();
    private final NameSink counting = this::count;
    private int entry;
    private long bytes;

    Bound(EntryPick pick, FileSystemSession session) {
      this.pick = pick;
      this.session = session;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      entry = pick.pin();
      if (entry == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      pick.population().path(entry, path);
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      bytes = 0;
      try {
        session.list(path, counting);
      } finally {
        pick.population().unpin(entry);
      }
      return bytes;
    }

    private void count(byte[] utf8, int length, boolean directory) {
      bytes += bytesFor(length);
    }
  }
}
