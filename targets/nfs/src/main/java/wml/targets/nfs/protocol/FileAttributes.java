package wml.targets.nfs.protocol;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * What is known of a file, as {@code fattr3} has it (RFC 1813, section 2.6). Reused by its owner.
 *
 * <pre>
 *  0 type | mode | nlink | uid | gid
 * 20 size (8) | used (8) | rdev (8) | fsid (8) | fileid (8)
 * 60 atime | mtime | ctime, each seconds and nanoseconds
 * 84
 * </pre>
 */
public final class FileAttributes {
  /** {@code fattr3}. */
  public static final int BYTES = 84;

  private static final long NANOS = 1_000_000_000;

  /** One of {@code ftype3}. */
  public int type;

  /** Permission bits: the low 12 of st_mode. */
  public int mode;

  public int links;
  public int uid;
  public int gid;
  public long size;

  /** Bytes of storage. */
  public long used;

  public int major;
  public int minor;
  public long fsid;
  public long fileid;

  /** Nanoseconds since 1970. */
  public long accessedNanos;

  public long modifiedNanos;
  public long changedNanos;

  /** Differs after every change of the file: NFS 4's; version 3 has none. */
  public long change;

  public FileAttributes set(FileAttributes other) {
    type = other.type;
    mode = other.mode;
    links = other.links;
    uid = other.uid;
    gid = other.gid;
    size = other.size;
    used = other.used;
    major = other.major;
    minor = other.minor;
    fsid = other.fsid;
    fileid = other.fileid;
    accessedNanos = other.accessedNanos;
    modifiedNanos = other.modifiedNanos;
    changedNanos = other.changedNanos;
    change = other.change;
    return this;
  }

  public void write(XdrWriter out) {
    out.putInt(type).putInt(mode).putInt(links).putInt(uid).putInt(gid);
    out.putLong(size).putLong(used).putInt(major).putInt(minor).putLong(fsid).putLong(fileid);
    writeTime(out, accessedNanos);
    writeTime(out, modifiedNanos);
    writeTime(out, changedNanos);
  }

  public void read(XdrReader in) throws XdrException {
    type = in.getInt();
    mode = in.getInt();
    links = in.getInt();
    uid = in.getInt();
    gid = in.getInt();
    size = in.getLong();
    used = in.getLong();
    major = in.getInt();
    minor = in.getInt();
    fsid = in.getLong();
    fileid = in.getLong();
    accessedNanos = readTime(in);
    modifiedNanos = readTime(in);
    changedNanos = readTime(in);
  }

  /** {@code nfstime3}: seconds are unsigned, so that it reaches to 2106. */
  static void writeTime(XdrWriter out, long nanos) {
    out.putInt((int) Math.floorDiv(nanos, NANOS)).putInt((int) Math.floorMod(nanos, NANOS));
  }

  static long readTime(XdrReader in) throws XdrException {
    long seconds = in.getInt() & 0xffff_ffffL;
    return seconds * NANOS + (in.getInt() & 0xffff_ffffL);
  }
}
