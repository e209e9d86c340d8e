package wml.flowops.slot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;

/**
 * The file that a read or write works on. In this order: the file that was opened explicitly in its
 * slot, whatever fileset the flowop names; the file last used there, if it is of the flowop's
 * fileset or the flowop names none; the flowop's fileset's next file, opened in passing and kept
 * open. With {@code pick} the second is left out: each call picks, and what was open is closed if
 * the pick is another. Owned by one thread; used in {@code prepare}, so that none of it is timed.
 */
public final class FileSlot {
  private final String keyword;
  private final OpenFiles files;
  private final SlotChoice slots;
  private final @Nullable Fileset fileset;
  private final @Nullable EntryPick pick;
  private final @Nullable FileOpening opening;
  private final boolean choosesAnew;
  private OpenFile file = new OpenFile();

  private FileSlot(String keyword, Binding binding) throws BindException {
    this.keyword = keyword;
    files = binding.openFiles();
    fileset = binding.fileset();
    slots =
        fileset == null
            ? SlotChoice.from(binding)
            : SlotChoice.from(binding, fileset.files().entries());
    choosesAnew = binding.given(CommonAttributes.PICK.name());
    if (choosesAnew && fileset == null) {
      throw new BindException("pick needs filesetname: the fileset to pick from");
    }
    pick = fileset == null ? null : EntryPick.from(fileset.files(), binding);
    opening = fileset == null ? null : FileOpening.existing(fileset, binding);
  }

  public static FileSlot from(Binding binding, String keyword) throws BindException {
    return new FileSlot(keyword, binding);
  }

  /** Finds or opens the file; {@link Readiness#NO_ENTRY} if the fileset has none now. */
  public Readiness find() throws IOException {
    int slot = slots.slot();
    OpenFile used = files.inUse(slot);
    if (used != null
        && (used.isExplicit()
            || fileset == null
            || (used.fileset().ordinal() == fileset.ordinal() && !choosesAnew))) {
      slots.used();
      file = used;
      return Readiness.READY;
    }
    if (fileset == null || pick == null || opening == null) {
      slots.used();
      throw SlotChoice.empty(keyword, slot);
    }
    OpenFile own = files.forImplicit(slot, fileset.ordinal());
    if (!own.isOpen() || choosesAnew) {
      int entry = pick.pin();
      if (entry == Population.NONE) {
        return Readiness.NO_ENTRY;
      }
      slots.used();
      openPinned(own, entry, pick.population(), opening);
    }
    slots.used();
    file = own;
    return Readiness.READY;
  }

  /** Opens the file unless it is the one that is open, which has its pin already. */
  private void openPinned(OpenFile own, int entry, Population population, FileOpening opening)
      throws IOException {
    if (own.isOpen() && own.entry() == entry) {
      population.unpin(entry);
      return;
    }
    boolean opened = false;
    try {
      if (own.isOpen()) {
        files.settleAsyncTransfers(); // else they would go to whatever bears its number next
        own.close();
      }
      opening.name(entry);
      opening.open(own, entry, false);
      opened = true;
    } finally {
      if (!opened) {
        population.unpin(entry);
      }
    }
  }

  /** What {@link #find} found; before that, a place that is not open. */
  public OpenFile file() {
    return file;
  }
}
