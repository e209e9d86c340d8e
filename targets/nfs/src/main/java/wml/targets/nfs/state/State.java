package wml.targets.nfs.state;

import wml.targets.nfs.protocol.StateId;

/**
 * What a client holds of a file and has a stateid for. Changed under the lock of {@link
 * ServerState}; what data operations need of it is volatile.
 */
public abstract class State {
  private static final int USED = 1;

  final Client client;
  final FileState file;
  long otherHigh;
  int otherLow;
  private volatile int seqid = USED;
  private volatile boolean gone;
  private volatile boolean revoked;

  protected State(Client client, FileState file) {
    this.client = client;
    this.file = file;
  }

  public Client client() {
    return client;
  }

  public FileState file() {
    return file;
  }

  public int seqid() {
    return seqid;
  }

  /** It has changed: its stateid has the next seqid, which is never 0. */
  public void changed() {
    seqid = seqid == -1 ? USED : seqid + 1;
  }

  public StateId id(StateId into) {
    return into.set(seqid, otherHigh, otherLow);
  }

  /** Whether its client may no longer use it, and has not yet said that it knows. */
  public boolean isRevoked() {
    return revoked;
  }

  void revoke() {
    revoked = true;
  }

  boolean isGone() {
    return gone;
  }

  /** It is no longer in the table. */
  void ended() {
    gone = true;
  }

  /** Whether data may be read ({@code write} false) or written with it. */
  public abstract boolean allows(boolean write);
}
