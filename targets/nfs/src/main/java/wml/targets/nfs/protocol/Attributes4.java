package wml.targets.nfs.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Attributes as NFS 4 has them: {@code fattr4} (RFC 8881, section 5), a bitmap and the values of
 * its bits in their order. Users and groups are decimal numbers (section 5.9). Allocates nothing.
 */
public final class Attributes4 {
  /** Those that can be asked for. */
  public static final AttributeBits READABLE =
      AttributeBits.of(
          Nfs4.FATTR4_SUPPORTED_ATTRS,
          Nfs4.FATTR4_TYPE,
          Nfs4.FATTR4_FH_EXPIRE_TYPE,
          Nfs4.FATTR4_CHANGE,
          Nfs4.FATTR4_SIZE,
          Nfs4.FATTR4_LINK_SUPPORT,
          Nfs4.FATTR4_SYMLINK_SUPPORT,
          Nfs4.FATTR4_NAMED_ATTR,
          Nfs4.FATTR4_FSID,
          Nfs4.FATTR4_UNIQUE_HANDLES,
          Nfs4.FATTR4_LEASE_TIME,
          Nfs4.FATTR4_RDATTR_ERROR,
          Nfs4.FATTR4_CANSETTIME,
          Nfs4.FATTR4_CASE_INSENSITIVE,
          Nfs4.FATTR4_CASE_PRESERVING,
          Nfs4.FATTR4_CHOWN_RESTRICTED,
          Nfs4.FATTR4_FILEHANDLE,
          Nfs4.FATTR4_FILEID,
          Nfs4.FATTR4_FILES_AVAIL,
          Nfs4.FATTR4_FILES_FREE,
          Nfs4.FATTR4_FILES_TOTAL,
          Nfs4.FATTR4_HOMOGENEOUS,
          Nfs4.FATTR4_MAXFILESIZE,
          Nfs4.FATTR4_MAXLINK,
          Nfs4.FATTR4_MAXNAME,
          Nfs4.FATTR4_MAXREAD,
          Nfs4.FATTR4_MAXWRITE,
          Nfs4.FATTR4_MODE,
          Nfs4.FATTR4_NO_TRUNC,
          Nfs4.FATTR4_NUMLINKS,
          Nfs4.FATTR4_OWNER,
          Nfs4.FATTR4_OWNER_GROUP,
          Nfs4.FATTR4_RAWDEV,
          Nfs4.FATTR4_SPACE_AVAIL,
          Nfs4.FATTR4_SPACE_FREE,
          Nfs4.FATTR4_SPACE_TOTAL,
          Nfs4.FATTR4_SPACE_USED,
          Nfs4.FATTR4_TIME_ACCESS,
          Nfs4.FATTR4_TIME_DELTA,
          Nfs4.FATTR4_TIME_METADATA,
          Nfs4.FATTR4_TIME_MODIFY,
          Nfs4.FATTR4_MOUNTED_ON_FILEID,
          Nfs4.FATTR4_FS_LAYOUT_TYPES,
          Nfs4.FATTR4_LAYOUT_TYPES,
          Nfs4.FATTR4_LAYOUT_BLKSIZE,
          Nfs4.FATTR4_SUPPATTR_EXCLCREAT,
          Nfs4.FATTR4_XATTR_SUPPORT);

  /** Those that a client may set. */
  public static final AttributeBits SETTABLE =
      AttributeBits.of(
          Nfs4.FATTR4_SIZE,
          Nfs4.FATTR4_MODE,
          Nfs4.FATTR4_OWNER,
          Nfs4.FATTR4_OWNER_GROUP,
          Nfs4.FATTR4_TIME_ACCESS_SET,
          Nfs4.FATTR4_TIME_MODIFY_SET);

  /** Those that can be set, but not asked for. */
  public static final AttributeBits WRITE_ONLY =
      AttributeBits.of(Nfs4.FATTR4_TIME_ACCESS_SET, Nfs4.FATTR4_TIME_MODIFY_SET);

  /** Those that may be given with an exclusive creation: its verifier is kept in the times. */
  public static final AttributeBits EXCLUSIVE_CREATE =
      AttributeBits.of(
          Nfs4.FATTR4_SIZE, Nfs4.FATTR4_MODE, Nfs4.FATTR4_OWNER, Nfs4.FATTR4_OWNER_GROUP);

  /** All that are known. */
  public static final AttributeBits SUPPORTED =
      new AttributeBits()
          .set(READABLE)
          .add(Nfs4.FATTR4_TIME_ACCESS_SET)
          .add(Nfs4.FATTR4_TIME_MODIFY_SET);

  /** Those that need {@link FileSystemFacts} of space to be filled in. */
  public static final AttributeBits SPACE =
      AttributeBits.of(
          Nfs4.FATTR4_FILES_AVAIL,
          Nfs4.FATTR4_FILES_FREE,
          Nfs4.FATTR4_FILES_TOTAL,
          Nfs4.FATTR4_SPACE_AVAIL,
          Nfs4.FATTR4_SPACE_FREE,
          Nfs4.FATTR4_SPACE_TOTAL);

  /** Links that one file can have. */
  private static final int MOST_LINKS = 32_000;

  private static final int MOST_WHO_BYTES = 1024;

  private static final long NANOS = 1_000_000_000;

  private Attributes4() {}

  /** Writes those that are wanted and {@link #READABLE}. */
  public static void write(
      XdrWriter out,
      AttributeBits wanted,
      FileAttributes of,
      Handle handle,
      FileSystemFacts facts) {
    writePresent(out, wanted);
    int length = out.position();
    out.putInt(0);
    for (int bit = wanted.next(0); bit < AttributeBits.END; bit = wanted.next(bit + 1)) {
      if (READABLE.has(bit)) {
        value(out, bit, of, handle, facts);
      }
    }
    out.putIntAt(length, out.position() - length - 4);
  }

  private static void writePresent(XdrWriter out, AttributeBits wanted) {
    int words = 0;
    int begin = out.position();
    out.putInt(0);
    int pending = 0;
    int at = 0;
    for (int bit = wanted.next(0); bit < AttributeBits.END; bit = wanted.next(bit + 1)) {
      if (!READABLE.has(bit)) {
        continue;
      }
      for (; at < bit >>> 5; at++) {
        out.putInt(pending);
        pending = 0;
      }
      pending |= 1 << bit;
      words = at + 1;
    }
    if (words > 0) {
      out.putInt(pending);
    }
    out.putIntAt(begin, words);
  }

  private static void value(
      XdrWriter out, int bit, FileAttributes of, Handle handle, FileSystemFacts facts) {
    switch (bit) {
      case Nfs4.FATTR4_TYPE -> out.putInt(of.type);
      case Nfs4.FATTR4_CHANGE -> out.putLong(of.change);
      case Nfs4.FATTR4_SIZE -> out.putLong(of.size);
      case Nfs4.FATTR4_FSID -> out.putLong(of.fsid).putLong(0);
      case Nfs4.FATTR4_FILEHANDLE -> handle.write(out);
      case Nfs4.FATTR4_FILEID, Nfs4.FATTR4_MOUNTED_ON_FILEID -> out.putLong(of.fileid);
      case Nfs4.FATTR4_MODE -> out.putInt(of.mode);
      case Nfs4.FATTR4_NUMLINKS -> out.putInt(of.links);
      case Nfs4.FATTR4_OWNER -> writeId(out, of.uid);
      case Nfs4.FATTR4_OWNER_GROUP -> writeId(out, of.gid);
      case Nfs4.FATTR4_RAWDEV -> out.putInt(of.major).putInt(of.minor);
      case Nfs4.FATTR4_SPACE_USED -> out.putLong(of.used);
      case Nfs4.FATTR4_TIME_ACCESS -> writeTime(out, of.accessedNanos);
      case Nfs4.FATTR4_TIME_METADATA -> writeTime(out, of.changedNanos);
      case Nfs4.FATTR4_TIME_MODIFY -> writeTime(out, of.modifiedNanos);
      default -> ofFileSystem(out, bit, facts);
    }
  }

  private static void ofFileSystem(XdrWriter out, int bit, FileSystemFacts facts) {
    switch (bit) {
      case Nfs4.FATTR4_SUPPORTED_ATTRS -> SUPPORTED.write(out);
      case Nfs4.FATTR4_SUPPATTR_EXCLCREAT -> EXCLUSIVE_CREATE.write(out);
      case Nfs4.FATTR4_FH_EXPIRE_TYPE, Nfs4.FATTR4_RDATTR_ERROR -> out.putInt(0);
      case Nfs4.FATTR4_LEASE_TIME -> out.putInt(facts.leaseSeconds);
      case Nfs4.FATTR4_FILES_AVAIL, Nfs4.FATTR4_FILES_FREE -> out.putLong(facts.freeFiles);
      case Nfs4.FATTR4_FILES_TOTAL -> out.putLong(facts.totalFiles);
      case Nfs4.FATTR4_SPACE_AVAIL, Nfs4.FATTR4_SPACE_FREE -> out.putLong(facts.freeBytes);
      case Nfs4.FATTR4_SPACE_TOTAL -> out.putLong(facts.totalBytes);
      case Nfs4.FATTR4_MAXFILESIZE -> out.putLong(Long.MAX_VALUE);
      case Nfs4.FATTR4_MAXLINK -> out.putInt(MOST_LINKS);
      case Nfs4.FATTR4_MAXNAME -> out.putInt(Name.MOST_BYTES);
      case Nfs4.FATTR4_MAXREAD -> out.putLong(facts.mostRead);
      case Nfs4.FATTR4_MAXWRITE -> out.putLong(facts.mostWrite);
      case Nfs4.FATTR4_TIME_DELTA -> out.putLong(0).putInt(1);
      case Nfs4.FATTR4_FS_LAYOUT_TYPES, Nfs4.FATTR4_LAYOUT_TYPES -> {
        out.putInt(facts.layoutTypes.size());
        for (int i = 0; i < facts.layoutTypes.size(); i++) {
          out.putInt(facts.layoutTypes.get(i));
        }
      }
      case Nfs4.FATTR4_LAYOUT_BLKSIZE -> out.putInt(facts.layoutBlockBytes);
      case Nfs4.FATTR4_XATTR_SUPPORT -> out.putBoolean(facts.namedValues);
      case Nfs4.FATTR4_NAMED_ATTR, Nfs4.FATTR4_CASE_INSENSITIVE -> out.putBoolean(false);
      default -> out.putBoolean(true); // what all of our file systems have
    }
  }

  /**
   * Reads what {@link #write} wrote, or another server; of what is unknown nothing is taken from
   * there on.
   *
   * @return status that stands in place of a file's attributes (RDATTR_ERROR); 0: none
   */
  public static int read(
      XdrReader in,
      AttributeBits present,
      FileAttributes into,
      Handle handle,
      FileSystemFacts facts)
      throws XdrException {
    present.read(in);
    int length = in.count(1 << 20);
    int end = in.position() + length;
    int error = 0;
    for (int bit = present.next(0); bit < AttributeBits.END; bit = present.next(bit + 1)) {
      if (bit == Nfs4.FATTR4_RDATTR_ERROR) {
        error = in.getInt();
      } else if (!readValue(in, bit, into, handle) && !readFact(in, bit, facts)) {
        break;
      }
    }
    in.position(end);
    return error;
  }

  private static boolean readValue(XdrReader in, int bit, FileAttributes into, Handle handle)
      throws XdrException {
    switch (bit) {
      case Nfs4.FATTR4_TYPE -> into.type = in.getInt();
      case Nfs4.FATTR4_CHANGE -> into.change = in.getLong();
      case Nfs4.FATTR4_SIZE -> into.size = in.getLong();
      case Nfs4.FATTR4_FSID -> into.fsid = in.getLong() ^ in.getLong() << 32;
      case Nfs4.FATTR4_FILEHANDLE -> handle.read(in, Nfs4.NFS4_FHSIZE);
      case Nfs4.FATTR4_FILEID, Nfs4.FATTR4_MOUNTED_ON_FILEID -> into.fileid = in.getLong();
      case Nfs4.FATTR4_MODE -> into.mode = in.getInt();
      case Nfs4.FATTR4_NUMLINKS -> into.links = in.getInt();
      case Nfs4.FATTR4_OWNER -> into.uid = idOrNobody(in);
      case Nfs4.FATTR4_OWNER_GROUP -> into.gid = idOrNobody(in);
      case Nfs4.FATTR4_RAWDEV -> {
        into.major = in.getInt();
        into.minor = in.getInt();
      }
      case Nfs4.FATTR4_SPACE_USED -> into.used = in.getLong();
      case Nfs4.FATTR4_TIME_ACCESS -> into.accessedNanos = readTime(in);
      case Nfs4.FATTR4_TIME_METADATA -> into.changedNanos = readTime(in);
      case Nfs4.FATTR4_TIME_MODIFY -> into.modifiedNanos = readTime(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean readFact(XdrReader in, int bit, FileSystemFacts facts)
      throws XdrException {
    switch (bit) {
      case Nfs4.FATTR4_LEASE_TIME -> facts.leaseSeconds = in.getInt();
      case Nfs4.FATTR4_FILES_FREE -> facts.freeFiles = in.getLong();
      case Nfs4.FATTR4_FILES_TOTAL -> facts.totalFiles = in.getLong();
      case Nfs4.FATTR4_SPACE_FREE -> facts.freeBytes = in.getLong();
      case Nfs4.FATTR4_SPACE_TOTAL -> facts.totalBytes = in.getLong();
      case Nfs4.FATTR4_MAXREAD -> facts.mostRead = in.getLong();
      case Nfs4.FATTR4_MAXWRITE -> facts.mostWrite = in.getLong();
      case Nfs4.FATTR4_LAYOUT_BLKSIZE -> facts.layoutBlockBytes = in.getInt();
      case Nfs4.FATTR4_XATTR_SUPPORT -> facts.namedValues = in.getBoolean();
      case Nfs4.FATTR4_SUPPORTED_ATTRS, Nfs4.FATTR4_SUPPATTR_EXCLCREAT -> {
        int words = in.count(64);
        in.skip(4 * words);
      }
      case Nfs4.FATTR4_FS_LAYOUT_TYPES, Nfs4.FATTR4_LAYOUT_TYPES -> {
        int count = in.count(64);
        List<Integer> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          types.add(in.getInt());
        }
        facts.layoutTypes = types;
      }
      case Nfs4.FATTR4_FILES_AVAIL, Nfs4.FATTR4_SPACE_AVAIL, Nfs4.FATTR4_MAXFILESIZE -> in.skip(8);
      case Nfs4.FATTR4_TIME_DELTA -> in.skip(12);
      case Nfs4.FATTR4_FH_EXPIRE_TYPE, Nfs4.FATTR4_MAXLINK, Nfs4.FATTR4_MAXNAME -> in.skip(4);
      case Nfs4.FATTR4_LINK_SUPPORT,
          Nfs4.FATTR4_SYMLINK_SUPPORT,
          Nfs4.FATTR4_NAMED_ATTR,
          Nfs4.FATTR4_UNIQUE_HANDLES,
          Nfs4.FATTR4_CANSETTIME,
          Nfs4.FATTR4_CASE_INSENSITIVE,
          Nfs4.FATTR4_CASE_PRESERVING,
          Nfs4.FATTR4_CHOWN_RESTRICTED,
          Nfs4.FATTR4_HOMOGENEOUS,
          Nfs4.FATTR4_NO_TRUNC ->
          in.skip(4);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code nfstime4}: seconds have a sign and 64 bits. */
  public static void writeTime(XdrWriter out, long nanos) {
    out.putLong(Math.floorDiv(nanos, NANOS)).putInt((int) Math.floorMod(nanos, NANOS));
  }

  /** Times that are too far away become the farthest that there is. */
  public static long readTime(XdrReader in) throws XdrException {
    long seconds = in.getLong();
    long nanos = in.getInt() & 0xffff_ffffL;
    long most = Long.MAX_VALUE / NANOS - 5;
    return Math.clamp(seconds, -most, most) * NANOS + nanos;
  }

  /** A user or group as a decimal number. */
  public static void writeId(XdrWriter out, int id) {
    long value = id & 0xffff_ffffL;
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    out.putInt(digits);
    ByteBuffer room = out.room(XdrWriter.padded(digits));
    int begin = room.position();
    for (int at = begin + digits - 1; at >= begin; at--) {
      room.put(at, (byte) ('0' + value % 10));
      value /= 10;
    }
    room.position(begin + digits);
    out.pad(digits);
  }

  /** A user or group; -1: not as a decimal number. */
  public static long readId(XdrReader in) throws XdrException {
    int length = in.opaqueLength(MOST_WHO_BYTES);
    int begin = in.position();
    long id = length == 0 || length > 10 ? -1 : 0;
    for (int i = 0; i < length && id >= 0; i++) {
      int digit = in.buffer().get(begin + i) - '0';
      id = digit < 0 || digit > 9 ? -1 : id * 10 + digit;
    }
    in.skip(length);
    return id > 0xffff_ffffL ? -1 : id;
  }

  private static int idOrNobody(XdrReader in) throws XdrException {
    long id = readId(in);
    return id < 0 ? 65_534 : (int) id;
  }
}
