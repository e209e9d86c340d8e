package wml.targets.nfs.client;

import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** {@code READDIRPLUS3res}, entry by entry. Reused by its owner; read before the next call. */
final class ListAnswer {
  private XdrReader in = new XdrReader();
  private final FileAttributes attributes = new FileAttributes();
  final Name name = new Name();
  long verifier;
  long cookie;
  boolean isDirectory;
  boolean eof;

  void take(XdrReader results) throws XdrException {
    in = results;
    Calls3.skipAttributes(in);
    verifier = in.getLong();
  }

  /** Goes to the next entry; false behind the last, when {@link #eof} says whether more come. */
  boolean next() throws XdrException {
    if (!in.getBoolean()) {
      eof = in.getBoolean();
      return false;
    }
    in.getLong();
    name.read(in, Nfs3.NFS3_PATHLEN);
    cookie = in.getLong();
    isDirectory = Calls3.attributes(in, attributes) && attributes.type == Nfs3.NF3DIR;
    if (in.getBoolean()) {
      in.skip(in.opaqueLength(Nfs3.NFS3_FHSIZE));
    }
    return true;
  }
}
