package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.Attributes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.FileSystemFacts;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** Which attributes this client asks for, none of them texts; and reads. Owned by one thread. */
final class Asked {
  /** Of a file. */
  static final AttributeBits FILE =
      AttributeBits.of(
          Nfs4.FATTR4_TYPE,
          Nfs4.FATTR4_CHANGE,
          Nfs4.FATTR4_SIZE,
          Nfs4.FATTR4_FILEID,
          Nfs4.FATTR4_MODE,
          Nfs4.FATTR4_NUMLINKS,
          Nfs4.FATTR4_TIME_ACCESS,
          Nfs4.FATTR4_TIME_MODIFY);

  /** Of each entry of a directory. */
  static final AttributeBits ENTRY = AttributeBits.of(Nfs4.FATTR4_TYPE, Nfs4.FATTR4_RDATTR_ERROR);

  /** Of an export. */
  static final AttributeBits LIMITS =
      AttributeBits.of(
          Nfs4.FATTR4_TYPE,
          Nfs4.FATTR4_LEASE_TIME,
          Nfs4.FATTR4_MAXREAD,
          Nfs4.FATTR4_MAXWRITE,
          Nfs4.FATTR4_FS_LAYOUT_TYPES);

  private final AttributeBits present = new AttributeBits();
  private final Handle handle = new Handle();
  private final FileSystemFacts facts = new FileSystemFacts();

  FileSystemFacts facts() {
    return facts;
  }

  void read(XdrReader in, FileAttributes into) throws XdrException {
    Attributes4.read(in, present, into, handle, facts);
  }

  /** Passes over a bitmap. */
  void skipBits(XdrReader in) throws XdrException {
    present.read(in);
  }
}
