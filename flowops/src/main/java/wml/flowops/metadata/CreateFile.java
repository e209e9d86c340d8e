package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FileOpening;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.SlotChoice;

/** Creates a missing file and opens it into a slot. */
@AutoService(FlowopType.class)
public final class CreateFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "createfile",
          Category.IO,
          Direction.NONE,
          "Creates the fileset's next missing file, or the one near indexed, and opens it "
              + "into a slot that must be empty. The file stays open until a closefile or "
              + "deletefile. Counts no bytes; only the creating open is timed. If no file is "
              + "missing, the thread waits for one to be deleted or its work is done.",
          FlowopAttributes.opening(),
          Set.of(),
          Effect.CREATES_FILE,
          "flowop createfile name=creating,filesetname=data,fd=1\n"
              + "flowop closefile name=closing,fd=1\n"
              + "flowop deletefile name=deleting,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(EntryPick.filesetOf(binding, "createfile"), binding);
  }

  private static final class Bound implements Flowop {
    private final SlotChoice slots;
    private final EntryPick pick;
    private final FileOpening opening;
    private OpenFile place = new OpenFile();
    private int entry;

    Bound(Fileset fileset, Binding binding) throws BindException {
      slots = SlotChoice.from(binding);
      pick = EntryPick.from(fileset.files(), binding);
      opening = FileOpening.creating(fileset, binding);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      place = slots.vacant("createfile");
      entry = pick.claimMissing();
      if (entry == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      slots.used();
      opening.name(entry);
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      boolean opened = false;
      try {
        opening.open(place, entry, true);
        opened = true;
      } finally {
        if (opened) {
          pick.population().created(entry);
        } else {
          pick.population().abandon(entry);
        }
      }
      return 0;
    }
  }
}
