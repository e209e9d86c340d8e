package wml.api.target;

/** What a stat filled in; reused by its owner from call to call. */
public final class FileStat {
  /** What stands at a path. */
  public enum Type {
    FILE,
    DIRECTORY,
    SYMBOLIC_LINK,
    BLOCK_DEVICE,
    OTHER
  }

  public Type type = Type.FILE;
  public long sizeBytes;
  public long inode;
  public int links;

  /** Permission bits, as in the low 12 bits of POSIX's st_mode. */
  public int mode;

  /** Nanoseconds since 1970; 0 where the target keeps no times. */
  public long accessedNanos;

  public long modifiedNanos;

  public boolean isDirectory() {
    return type == Type.DIRECTORY;
  }
}
