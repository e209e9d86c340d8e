package wml.targets.nfs.protocol;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** The name of a session: {@code sessionid4}, 16 bytes (RFC 8881). Reused by its owner. */
public final class SessionId {
  public long high;
  public long low;

  public SessionId set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
    return this;
  }

  public SessionId set(SessionId other) {
    return set(other.high, other.low);
  }

  public boolean is(SessionId other) {
    return high == other.high && low == other.low;
  }

  public SessionId read(XdrReader in) throws XdrException {
    return set(in.getLong(), in.getLong());
  }

  public void write(XdrWriter out) {
    out.putLong(high).putLong(low);
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
