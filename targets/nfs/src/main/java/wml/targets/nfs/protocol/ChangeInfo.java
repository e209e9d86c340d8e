package wml.targets.nfs.protocol;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * A directory's change attribute around an operation: {@code change_info4}. Reused by its owner.
 */
public final class ChangeInfo {
  /** Whether nothing else changed it in between. */
  public boolean atomic;

  public long before;
  public long after;

  public void read(XdrReader in) throws XdrException {
    atomic = in.getBoolean();
    before = in.getLong();
    after = in.getLong();
  }

  public void write(XdrWriter out) {
    out.putBoolean(atomic).putLong(before).putLong(after);
  }
}
