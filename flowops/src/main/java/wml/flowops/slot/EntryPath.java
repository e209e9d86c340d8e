package wml.flowops.slot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;

/**
 * An existing entry by its path, for one call: the file that is open in slot {@code fd}, if that is
 * above 0, else the next entry of the fileset, which is pinned until {@link #release}. Owned by one
 * thread.
 */
public final class EntryPath {
  private final String keyword;
  private final OpenFiles files;
  private final int slot;
  private final @Nullable EntryPick pick;
  private final FilePath path = new FilePath();
  private @Nullable OpenFile open;
  private int entry = Population.NONE;

  private EntryPath(String keyword, OpenFiles files, int slot, @Nullable EntryPick pick) {
    this.keyword = keyword;
    this.files = files;
    this.slot = slot;
    this.pick = pick;
  }

  /** For a flowop with {@code fd}, on files. */
  public static EntryPath ofFile(Binding binding, String keyword) throws BindException {
    int slot = SlotChoice.number(binding, "fd");
    var fileset = slot == 0 ? EntryPick.filesetOf(binding, keyword) : binding.fileset();
    EntryPick pick = fileset == null ? null : EntryPick.from(fileset.files(), binding);
    return new EntryPath(keyword, binding.openFiles(), slot, pick);
  }

  /** For a flowop without {@code fd}, on files. */
  public static EntryPath ofNextFile(Binding binding, String keyword) throws BindException {
    EntryPick pick = EntryPick.from(EntryPick.filesetOf(binding, keyword).files(), binding);
    return new EntryPath(keyword, binding.openFiles(), 0, pick);
  }

  /** For a flowop on directories that hold something. */
  public static EntryPath ofDirectory(Binding binding, String keyword) throws BindException {
    EntryPick pick = EntryPick.from(EntryPick.filesetOf(binding, keyword).directories(), binding);
    return new EntryPath(keyword, binding.openFiles(), 0, pick);
  }

  /** Finds the entry; {@link Readiness#NO_ENTRY} if the fileset has none now. */
  public Readiness find() throws TargetException {
    entry = Population.NONE;
    open = slot > 0 ? files.inUse(slot) : null;
    if (open != null) {
      open.fileset().files().path(open.entry(), path);
      return Readiness.READY;
    }
    if (pick == null) {
      throw new TargetException(
          ErrorKind.EBADF,
          keyword,
          "slot fd=" + slot + ", which is empty: an openfile flowop before it is needed");
    }
    entry = pick.pin();
    if (entry == Population.NONE) {
      return Readiness.NO_ENTRY;
    }
    pick.population().path(entry, path);
    return Readiness.READY;
  }

  /** The entry's path, which only changes at the next {@link #find}. */
  public FilePath path() {
    return path;
  }

  /** The open file, if the slot has one. */
  public @Nullable OpenFile open() {
    return open;
  }

  /** The entry that {@link #find} pinned, or {@link Population#NONE}. */
  public int pinned() {
    return entry;
  }

  /** What must be done with a path before the call. */
  @FunctionalInterface
  public interface Preparation {
    void of(FilePath path) throws IOException;
  }

  /** Prepares something with what was found, and gives it back if that fails. */
  public void orRelease(Preparation preparation) throws IOException {
    boolean done = false;
    try {
      preparation.of(path);
      done = true;
    } finally {
      if (!done) {
        release();
      }
    }
  }

  /** Gives the entry back. */
  public void release() {
    int pinned = entry;
    if (pinned != Population.NONE && pick != null) {
      entry = Population.NONE;
      pick.population().unpin(pinned);
    }
  }
}
