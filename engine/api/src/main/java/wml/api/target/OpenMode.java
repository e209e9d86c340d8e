package wml.api.target;

/**
 * How a file is opened: an access and flags, packed so that hot code passes it on without
 * allocation. Immutable.
 */
public final class OpenMode {
  private static final int CREATE = 1 << 2;
  private static final int EXCLUSIVE = 1 << 3;
  private static final int TRUNCATE = 1 << 4;
  private static final int DIRECT = 1 << 5;
  private static final int SYNC = 1 << 6;
  private static final int DATA_SYNC = 1 << 7;
  private static final int NO_READ_AHEAD = 1 << 8;

  public static final OpenMode READ = new OpenMode(1);
  public static final OpenMode WRITE = new OpenMode(2);
  public static final OpenMode READ_WRITE = new OpenMode(3);

  private final int bits;

  private OpenMode(int bits) {
    this.bits = bits;
  }

  private OpenMode with(int flag) {
    return new OpenMode(bits | flag);
  }

  /** Creates the file if it is missing. */
  public OpenMode create() {
    return with(CREATE);
  }

  /** With {@link #create}: {@link ErrorKind#EEXIST} if the file is there. */
  public OpenMode exclusive() {
    return with(EXCLUSIVE);
  }

  public OpenMode truncate() {
    return with(TRUNCATE);
  }

  /** Needs {@link Capability.DirectIo}. */
  public OpenMode direct() {
    return with(DIRECT);
  }

  /** Every write is synced, with all metadata. Needs {@link Capability.SynchronousWrites}. */
  public OpenMode sync() {
    return with(SYNC);
  }

  /** Every write's data is synced. Needs {@link Capability.SynchronousWrites}. */
  public OpenMode dataSync() {
    return with(DATA_SYNC);
  }

  /** Needs {@link Capability.ReadAheadControl}. */
  public OpenMode noReadAhead() {
    return with(NO_READ_AHEAD);
  }

  public boolean reads() {
    return (bits & 1) != 0;
  }

  public boolean writes() {
    return (bits & 2) != 0;
  }

  public boolean creates() {
    return (bits & CREATE) != 0;
  }

  public boolean isExclusive() {
    return (bits & EXCLUSIVE) != 0;
  }

  public boolean truncates() {
    return (bits & TRUNCATE) != 0;
  }

  public boolean isDirect() {
    return (bits & DIRECT) != 0;
  }

  public boolean isSync() {
    return (bits & SYNC) != 0;
  }

  public boolean isDataSync() {
    return (bits & DATA_SYNC) != 0;
  }

  public boolean isNoReadAhead() {
    return (bits & NO_READ_AHEAD) != 0;
  }

  @Override
  public String toString() {
    return (reads() ? "r" : "")
        + (writes() ? "w" : "")
        + (creates() ? "+create" : "")
        + (isExclusive() ? "+exclusive" : "")
        + (truncates() ? "+truncate" : "")
        + (isDirect() ? "+direct" : "")
        + (isSync() ? "+sync" : "")
        + (isDataSync() ? "+dsync" : "")
        + (isNoReadAhead() ? "+noreadahead" : "");
  }
}
