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

/** Opens an existing file into a slot. */
@AutoService(FlowopType.class)
public final class OpenExistingFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "openfile",
          Category.IO,
          Direction.NONE,
          "Opens the fileset's next existing file, or the one near indexed, into a slot "
              + "that must be empty. The file stays open until a closefile or deletefile. Counts "
              + "no bytes; only the open is timed.",
          FlowopAttributes.opening(),
          Set.of(),
          Effect.NONE,
          "flowop openfile name=opening,filesetname=data,fd=1\n"
              + "flowop closefile name=closing,fd=1");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(EntryPick.filesetOf(binding, "openfile"), binding);
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
      opening = FileOpening.existing(fileset, binding);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      place = slots.vacant("openfile");
      entry = pick.pin();
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
        if (!opened) {
          pick.population().unpin(entry);
        }
      }
      return 0;
    }
  }
}
