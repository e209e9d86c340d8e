package wml.targets.nfs.protocol;

import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Which attributes are to change, and to what: {@code sattr3} (RFC 1813). Reused by its owner. */
public final class AttributeChange {
  /** What is not to change. */
  public static final long KEEP = Long.MIN_VALUE;

  /** A time is to be that of the server's clock. */
  public static final long NOW = Long.MIN_VALUE + 1;

  /** Permission bits, user and group, or {@link #KEEP}. */
  public long mode;

  public long uid;
  public long gid;

  /** In bytes, or {@link #KEEP}. */
  public long size;

  /** Nanoseconds since 1970, {@link #NOW} or {@link #KEEP}. */
  public long accessedNanos;

  public long modifiedNanos;

  public AttributeChange() {
    clear();
  }

  /** Nothing is to change. */
  public AttributeChange clear() {
    mode = KEEP;
    uid = KEEP;
    gid = KEEP;
    size = KEEP;
    accessedNanos = KEEP;
    modifiedNanos = KEEP;
    return this;
  }

  public boolean isEmpty() {
    return mode == KEEP
        && uid == KEEP
        && gid == KEEP
        && size == KEEP
        && accessedNanos == KEEP
        && modifiedNanos == KEEP;
  }

  public void write(XdrWriter out) {
    writeInt(out, mode);
    writeInt(out, uid);
    writeInt(out, gid);
    out.putBoolean(size != KEEP);
    if (size != KEEP) {
      out.putLong(size);
    }
    writeTime(out, accessedNanos);
    writeTime(out, modifiedNanos);
  }

  private static void writeInt(XdrWriter out, long value) {
    out.putBoolean(value != KEEP);
    if (value != KEEP) {
      out.putInt((int) value);
    }
  }

  private static void writeTime(XdrWriter out, long nanos) {
    if (nanos == KEEP) {
      out.putInt(Nfs3.DONT_CHANGE);
    } else if (nanos == NOW) {
      out.putInt(Nfs3.SET_TO_SERVER_TIME);
    } else {
      FileAttributes.writeTime(out.putInt(Nfs3.SET_TO_CLIENT_TIME), nanos);
    }
  }

  public AttributeChange read(XdrReader in) throws XdrException {
    mode = in.getBoolean() ? in.getInt() & 07777 : KEEP;
    uid = in.getBoolean() ? in.getInt() & 0xffff_ffffL : KEEP;
    gid = in.getBoolean() ? in.getInt() & 0xffff_ffffL : KEEP;
    size = in.getBoolean() ? in.getLong() : KEEP;
    accessedNanos = readTime(in);
    modifiedNanos = readTime(in);
    return this;
  }

  private static long readTime(XdrReader in) throws XdrException {
    int how = in.getInt();
    return switch (how) {
      case Nfs3.DONT_CHANGE -> KEEP;
      case Nfs3.SET_TO_SERVER_TIME -> NOW;
      case Nfs3.SET_TO_CLIENT_TIME -> FileAttributes.readTime(in);
      default -> throw new XdrException("a time is to be set in way " + how);
    };
  }
}
