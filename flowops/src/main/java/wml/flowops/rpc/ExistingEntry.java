package wml.flowops.rpc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.target.ErrorKind;
import wml.api.target.RemoteCall;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.SlotChoice;

/**
 * Something that exists: the file that is open in slot {@code fd}, if that is above 0, else the
 * fileset's next entry, which is not removed while the call is under way.
 */
final class ExistingEntry implements Subject {
  private final String keyword;
  private final OpenFiles files;
  private final int slot;
  private final @Nullable EntryPick pick;
  private int[] pinned = new int[0];

  private ExistingEntry(String keyword, OpenFiles files, int slot, @Nullable EntryPick pick) {
    this.keyword = keyword;
    this.files = files;
    this.slot = slot;
    this.pick = pick;
  }

  /** For a flowop with {@code fd}. */
  static ExistingEntry file(Binding binding, String keyword) throws BindException {
    int slot = SlotChoice.number(binding, "fd");
    Fileset fileset = slot == 0 ? EntryPick.filesetOf(binding, keyword) : binding.fileset();
    EntryPick pick = fileset == null ? null : EntryPick.from(fileset.files(), binding);
    return new ExistingEntry(keyword, binding.openFiles(), slot, pick);
  }

  /** For a flowop without {@code fd}. */
  static ExistingEntry nextFile(Binding binding, String keyword) throws BindException {
    EntryPick pick = EntryPick.from(EntryPick.filesetOf(binding, keyword).files(), binding);
    return new ExistingEntry(keyword, binding.openFiles(), 0, pick);
  }

  /** A directory that holds something. */
  static ExistingEntry directory(Binding binding, String keyword) throws BindException {
    EntryPick pick = EntryPick.from(EntryPick.filesetOf(binding, keyword).directories(), binding);
    return new ExistingEntry(keyword, binding.openFiles(), 0, pick);
  }

  @Override
  public Readiness find(RemoteCall call) throws TargetException {
    int index = call.index;
    if (pinned.length <= index) {
      int before = pinned.length;
      pinned = Arrays.copyOf(pinned, index + 1);
      Arrays.fill(pinned, before, pinned.length, Population.NONE);
    }
    OpenFile open = slot > 0 ? files.inUse(slot) : null;
    if (open != null) {
      call.file = open.handle();
      open.fileset().files().path(open.entry(), call.path);
      return Readiness.READY;
    }
    if (pick == null) {
      throw new TargetException(
          ErrorKind.EBADF,
          keyword,
          "slot fd=" + slot + ", which is empty: an openfile flowop before it is needed");
    }
    int entry = pick.pin();
    if (entry == Population.NONE) {
      return Readiness.NO_ENTRY;
    }
    pinned[index] = entry;
    pick.population().path(entry, call.path);
    return Readiness.READY;
  }

  /** The entry that a call has pinned; {@link Population#NONE} for an open file. */
  int entry(RemoteCall call) {
    return pinned[call.index];
  }

  @Override
  public void over(RemoteCall call, boolean succeeded) {
    int entry = pinned[call.index];
    if (entry != Population.NONE && pick != null) {
      pinned[call.index] = Population.NONE;
      pick.population().unpin(entry);
    }
  }
}
