package wml.targets.nfs.protocol;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * What a client may do with a file, as a number: {@code stateid4} (RFC 8881, section 8.2). Reused
 * by its owner.
 *
 * <pre>
 *  0 seqid
 *  4 other: 12 bytes, here as 8 and 4
 * 16
 * </pre>
 */
public final class StateId {
  public static final int BYTES = 16;

  /** How often the state changed; 0: whatever it is now. */
  public int seqid;

  public long otherHigh;
  public int otherLow;

  public StateId set(int newSeqid, long high, int low) {
    seqid = newSeqid;
    otherHigh = high;
    otherLow = low;
    return this;
  }

  public StateId set(StateId other) {
    return set(other.seqid, other.otherHigh, other.otherLow);
  }

  /** Who has opened nothing (section 8.2.3). */
  public StateId anonymous() {
    return set(0, 0, 0);
  }

  /** Who reads in spite of share reservations. */
  public StateId bypass() {
    return set(-1, -1, -1);
  }

  /** The one that the operation before it, in the same COMPOUND, left. */
  public StateId current() {
    return set(1, 0, 0);
  }

  /** What no operation accepts: what CLOSE answers. */
  public StateId invalid() {
    return set(-1, 0, 0);
  }

  public boolean isAnonymous() {
    return seqid == 0 && isOther(0, 0);
  }

  public boolean isBypass() {
    return seqid == -1 && isOther(-1, -1);
  }

  public boolean isCurrent() {
    return seqid == 1 && isOther(0, 0);
  }

  /** Whether no server gives it to one client alone. */
  public boolean isSpecial() {
    return isOther(0, 0) || isOther(-1, -1);
  }

  private boolean isOther(long high, int low) {
    return otherHigh == high && otherLow == low;
  }

  /** Whether it is the same state, however often that has changed. */
  public boolean isSameState(StateId other) {
    return isOther(other.otherHigh, other.otherLow);
  }

  public StateId read(XdrReader in) throws XdrException {
    return set(in.getInt(), in.getLong(), in.getInt());
  }

  public void write(XdrWriter out) {
    out.putInt(seqid).putLong(otherHigh).putInt(otherLow);
  }

  @Override
  public String toString() {
    return "%d:%016x%08x".formatted(seqid, otherHigh, otherLow);
  }
}
