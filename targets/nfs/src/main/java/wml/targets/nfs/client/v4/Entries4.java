package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Name;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** {@code READDIR4resok}, entry by entry. Reused by its owner; read before the next call. */
final class Entries4 {
  private XdrReader in = new XdrReader();
  private final FileAttributes attributes = new FileAttributes();
  private final Asked asked = new Asked();
  final Name name = new Name();
  long verifier;
  long cookie;
  boolean isDirectory;
  boolean eof;

  /** From the directory's begin. */
  void rewind() {
    cookie = 0;
    verifier = 0;
    eof = false;
  }

  void take(XdrReader results) throws XdrException {
    in = results;
    verifier = in.getLong();
  }

  /** Goes to the next entry; false behind the last, when {@link #eof} says whether more come. */
  boolean next() throws XdrException {
    if (!in.getBoolean()) {
      eof = in.getBoolean();
      return false;
    }
    cookie = in.getLong();
    name.read(in, Name.MOST_PATH_BYTES);
    attributes.type = 0;
    asked.read(in, attributes);
    isDirectory = attributes.type == Tree4.DIRECTORY;
    return true;
  }
}
