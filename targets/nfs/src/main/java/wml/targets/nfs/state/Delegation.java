package wml.targets.nfs.state;

/** A promise to tell a client before a file changes. */
public final class Delegation extends State {
  static final long NOT_RECALLED = Long.MIN_VALUE;

  private final int uid;
  private volatile long recalledNanos = NOT_RECALLED;

  Delegation(Client client, FileState file, int uid) {
    super(client, file);
    this.uid = uid;
  }

  public int uid() {
    return uid;
  }

  boolean isRecalled() {
    return recalledNanos != NOT_RECALLED;
  }

  long recalledNanos() {
    return recalledNanos;
  }

  void recalled(long nanos) {
    recalledNanos = nanos;
  }

  @Override
  public boolean allows(boolean write) {
    return !write;
  }
}
