package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
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
import wml.api.target.Capability.Links;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryMarks;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Reads a symbolic link. */
@AutoService(FlowopType.class)
public final class ReadLink implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "readlink",
          Category.IO,
          Direction.READ,
          "Reads the symbolic link beside the fileset's next existing file, or the one near "
              + "indexed: its name is that of the file with .symlink behind it, and it is made, "
              + "untimed, when the thread first comes to the file and finds none. Counts the "
              + "bytes that the link holds. Only the reading is timed.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Set.of(Links.class),
          Effect.NONE,
          "flowop readlink name=reading,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding, TargetAbility.of(binding, Links.class, "readlink"));
  }

  private static final class Bound implements Flowop {
    private static final byte[] SUFFIX = ".symlink".getBytes(StandardCharsets.UTF_8);

    private final Links links;
    private final EntryPath entry;
    private final EntryMarks linked;
    private final FilePath link = new FilePath();
    private final FilePath content = new FilePath();
    private final EntryPath.Preparation making = this::make;

    Bound(Binding binding, Links links) throws BindException {
      this.links = links;
      entry = EntryPath.ofNextFile(binding, "readlink");
      linked = new EntryMarks(EntryPick.filesetOf(binding, "readlink").files().entries());
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = entry.find();
      if (readiness == Readiness.READY) {
        link.clear().append(entry.path(), 0).append(SUFFIX, SUFFIX.length);
        if (!linked.contains(entry.pinned())) {
          entry.orRelease(making);
          linked.add(entry.pinned());
        }
      }
      return readiness;
    }

    private void make(FilePath file) throws IOException {
      try {
        links.symbolicLink(LinkFlowop.nameOf(file, content), link);
      } catch (TargetException e) {
        if (e.kind() != ErrorKind.EEXIST) {
          throw e;
        }
      }
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      try {
        links.readLink(link, content);
        return content.length();
      } finally {
        entry.release();
      }
    }
  }
}
