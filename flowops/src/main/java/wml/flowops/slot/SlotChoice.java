package wml.flowops.slot;

import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;

/**
 * Which slot of the thread's table an operation uses: {@code fd}, drawn once, or with {@code
 * opennext} the next in rotation. Owned by one thread.
 */
public final class SlotChoice {
  private static final int UNDECIDED = -1;

  private final OpenFiles files;
  private final boolean rotating;
  private final int among;
  private int slot;

  private SlotChoice(OpenFiles files, boolean rotating, int among, int slot) {
    this.files = files;
    this.rotating = rotating;
    this.among = among;
    this.slot = slot;
  }

  public static SlotChoice from(Binding binding) throws BindException {
    return from(binding, OpenFiles.ROTATING_SLOTS);
  }

  /**
   * @param among how many slots {@code opennext} rotates through, at most those that may: more than
   *     a fileset has files would only keep the same files open many times
   */
  static SlotChoice from(Binding binding, int among) throws BindException {
    boolean rotating = binding.flag("opennext");
    int slot = rotating ? UNDECIDED : number(binding, "fd");
    int slots = Math.max(1, Math.min(among, OpenFiles.ROTATING_SLOTS));
    return new SlotChoice(binding.openFiles(), rotating, slots, slot);
  }

  /** A slot's number from an attribute, which may be a random variable. */
  public static int number(Binding binding, String attribute) throws BindException {
    long slot = binding.number(attribute);
    if (slot < 0 || slot >= CommonAttributes.MAX_SLOTS) {
      throw new BindException(
          attribute + "=" + slot + " must be from 0 to " + (CommonAttributes.MAX_SLOTS - 1));
    }
    return (int) slot;
  }

  /** The slot; the same again until {@link #used}, so that waiting for a file skips none. */
  public int slot() {
    if (slot == UNDECIDED) {
      slot = files.nextSlot(among);
    }
    return slot;
  }

  /** The operation has its file, or failed: with {@code opennext} the slot moves on. */
  public void used() {
    if (rotating) {
      slot = UNDECIDED;
    }
  }

  /** The file in use in the slot, which moves on; an error if there is none. */
  public OpenFile takeOpen(String keyword) throws TargetException {
    int chosen = slot();
    used();
    OpenFile file = files.inUse(chosen);
    if (file == null) {
      throw empty(keyword, chosen);
    }
    return file;
  }

  /** The place for an explicit open in the slot; an error if it is occupied. */
  public OpenFile vacant(String keyword) throws TargetException {
    int chosen = slot();
    OpenFile file = files.forExplicit(chosen);
    if (file.isOpen()) {
      used();
      throw new TargetException(
          ErrorKind.OTHER,
          keyword,
          "slot fd=" + chosen + ", which is already open: close it first");
    }
    return file;
  }

  static TargetException empty(String keyword, int slot) {
    return new TargetException(
        ErrorKind.EBADF,
        keyword,
        "slot fd="
            + slot
            + ", which is empty: an openfile flowop before it, or filesetname, is needed");
  }
}
