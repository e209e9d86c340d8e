package wml.flowops.data;

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
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.SyncMode;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FlowopAttributes;

/** Syncs the thread's open files of a fileset. */
@AutoService(FlowopType.class)
public final class FsyncSet implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "fsyncset",
          Category.IO,
          Direction.NONE,
          "Makes all data and metadata durable of every file of the fileset that the "
              + "thread has open, one after the other. One call counts once, without bytes; all "
              + "syncs are timed together.",
          FlowopAttributes.of(CommonAttributes.FILESET),
          Set.of(),
          Effect.NONE,
          "flowop write name=writing,filesetname=data,iosize=4k,random,opennext\n"
              + "flowop fsyncset name=syncing,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    int fileset = EntryPick.filesetOf(binding, "fsyncset").ordinal();
    Bound bound = new Bound(binding.openFiles(), fileset);
    return binding.verifies() ? new VerifiedSyncSet(binding.openFiles(), fileset, bound) : bound;
  }

  private static final class Bound implements Flowop {
    private final OpenFiles files;
    private final int fileset;
    private final OpenFiles.Visitor syncing = this::sync;

    Bound(OpenFiles files, int fileset) {
      this.files = files;
      this.fileset = fileset;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      files.forEachOpen(syncing);
      return 0;
    }

    private void sync(OpenFile file) throws IOException {
      if (file.fileset().ordinal() == fileset) {
        file.handle().sync(SyncMode.ALL);
      }
    }
  }
}
