package wml.api.target;

import org.jspecify.annotations.Nullable;

/**
 * One remote call: what is asked and, once it is over, what came of it. Made by a {@link
 * Capability.RemoteQueue}, which reuses it; owned by the queue's thread, and by the queue itself
 * while the call is under way.
 */
public abstract class RemoteCall {
  /** What a write must have become when it is answered. */
  public enum Stability {
    UNSTABLE,
    /** Durable, with what is needed to read it. */
    DATA_SYNC,
    /** Durable, with all attributes. */
    FILE_SYNC
  }

  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

  /** From 0 up to the queue's depth, unlike that of its other calls. */
  public final int index;

  public RemoteOperation operation = RemoteOperation.NULL;

  /**
   * What it is about: for calls that make, remove or look up a name, that name; else what is there,
   * never followed if it is a symbolic link. Empty: the root of what the session sees.
   */
  public final FilePath path = new FilePath();

  /** RENAME and LINK: the new name. SYMLINK: what the link holds. */
  public final FilePath other = new FilePath();

  /** READ, WRITE, COMMIT: an open file, in place of the path; of others, if it is set. */
  public @Nullable FileHandle file;

  /** READ and WRITE: where data goes to or comes from, from its first byte on. */
  public IoBuffer memory = NOTHING;

  public long offset;

  /** Bytes to be moved; READDIR and READDIRPLUS: bytes that the answer may have. */
  public int length;

  /** Permission bits, or rights as {@link Capability.Attributes} has them for ACCESS. */
  public int mode;

  public Stability stability = Stability.UNSTABLE;

  /** Once it is over: bytes of data, or of names, that were moved. */
  public int bytes;

  protected RemoteCall(int index) {
    this.index = index;
  }
}
