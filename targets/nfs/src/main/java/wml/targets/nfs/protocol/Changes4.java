package wml.targets.nfs.protocol;

import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Attributes that are to change, as NFS 4 sends them: a {@code fattr4}. */
public final class Changes4 {
  private Changes4() {}

  public static void write(XdrWriter out, AttributeChange change) {
    int high = 0;
    high |= bit(change.mode, Nfs4.FATTR4_MODE);
    high |= bit(change.uid, Nfs4.FATTR4_OWNER);
    high |= bit(change.gid, Nfs4.FATTR4_OWNER_GROUP);
    high |= bit(change.accessedNanos, Nfs4.FATTR4_TIME_ACCESS_SET);
    high |= bit(change.modifiedNanos, Nfs4.FATTR4_TIME_MODIFY_SET);
    int low = bit(change.size, Nfs4.FATTR4_SIZE);
    if (high != 0) {
      out.putInt(2).putInt(low).putInt(high);
    } else if (low != 0) {
      out.putInt(1).putInt(low);
    } else {
      out.putInt(0);
    }
    int length = out.position();
    out.putInt(0);
    if (change.size != AttributeChange.KEEP) {
      out.putLong(change.size);
    }
    if (change.mode != AttributeChange.KEEP) {
      out.putInt((int) change.mode);
    }
    if (change.uid != AttributeChange.KEEP) {
      Attributes4.writeId(out, (int) change.uid);
    }
    if (change.gid != AttributeChange.KEEP) {
      Attributes4.writeId(out, (int) change.gid);
    }
    writeTime(out, change.accessedNanos);
    writeTime(out, change.modifiedNanos);
    out.putIntAt(length, out.position() - length - 4);
  }

  private static int bit(long value, int attribute) {
    return value == AttributeChange.KEEP ? 0 : 1 << attribute;
  }

  private static void writeTime(XdrWriter out, long nanos) {
    if (nanos == AttributeChange.NOW) {
      out.putInt(Nfs4.SET_TO_SERVER_TIME4);
    } else if (nanos != AttributeChange.KEEP) {
      Attributes4.writeTime(out.putInt(Nfs4.SET_TO_CLIENT_TIME4), nanos);
    }
  }

  /**
   * Reads what a client wants.
   *
   * @param given which attributes it names
   * @return a status: ATTRNOTSUPP, INVAL or BADOWNER; 0: all can be changed
   */
  public static int read(XdrReader in, AttributeBits given, AttributeChange into)
      throws XdrException {
    into.clear();
    given.read(in);
    int length = in.count(1 << 20);
    if (XdrWriter.padded(length) > in.remaining()) {
      throw new XdrException("attributes are cut short");
    }
    int end = in.position() + length;
    int status = 0;
    if (!given.isWithin(Attributes4.SUPPORTED)) {
      status = Nfs4.NFS4ERR_ATTRNOTSUPP;
    } else if (!given.isWithin(Attributes4.SETTABLE)) {
      status = Nfs4.NFS4ERR_INVAL;
    } else {
      status = values(in, given, into);
      if (in.position() != end) {
        throw new XdrException(
            "attributes of %d bytes that say %d".formatted(in.position() - end + length, length));
      }
    }
    in.position(end);
    return status;
  }

  private static int values(XdrReader in, AttributeBits given, AttributeChange into)
      throws XdrException {
    int status = 0;
    if (given.has(Nfs4.FATTR4_SIZE)) {
      into.size = in.getLong();
      status = into.size < 0 ? Nfs4.NFS4ERR_FBIG : 0;
    }
    if (given.has(Nfs4.FATTR4_MODE)) {
      into.mode = in.getInt();
      status = (into.mode & ~07777L) != 0 ? Nfs4.NFS4ERR_INVAL : status;
    }
    if (given.has(Nfs4.FATTR4_OWNER)) {
      into.uid = Attributes4.readId(in);
      status = into.uid < 0 ? Nfs4.NFS4ERR_BADOWNER : status;
    }
    if (given.has(Nfs4.FATTR4_OWNER_GROUP)) {
      into.gid = Attributes4.readId(in);
      status = into.gid < 0 ? Nfs4.NFS4ERR_BADOWNER : status;
    }
    if (given.has(Nfs4.FATTR4_TIME_ACCESS_SET)) {
      into.accessedNanos = readTime(in);
      status = into.accessedNanos == AttributeChange.KEEP ? Nfs4.NFS4ERR_INVAL : status;
    }
    if (given.has(Nfs4.FATTR4_TIME_MODIFY_SET)) {
      into.modifiedNanos = readTime(in);
      status = into.modifiedNanos == AttributeChange.KEEP ? Nfs4.NFS4ERR_INVAL : status;
    }
    return status;
  }

  /** {@link AttributeChange#KEEP} if its nanoseconds are a second or more. */
  private static long readTime(XdrReader in) throws XdrException {
    int how = in.getInt();
    return switch (how) {
      case Nfs4.SET_TO_SERVER_TIME4 -> AttributeChange.NOW;
      case Nfs4.SET_TO_CLIENT_TIME4 -> {
        int nanos = in.buffer().getInt(Math.min(in.position() + 8, in.buffer().capacity() - 4));
        long time = Attributes4.readTime(in);
        yield nanos < 0 || nanos >= 1_000_000_000 ? AttributeChange.KEEP : time;
      }
      default -> throw new XdrException("a time is to be set in way " + how);
    };
  }
}
