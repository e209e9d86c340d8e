package wml.targets.nfs.client;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** {@code WRITE3res} and {@code COMMIT3res}. Reused by its owner. */
final class WriteAnswer {
  int status;
  int count;

  /** Of {@code stable_how}: what the server did, which may be more than was asked. */
  int committed;

  long verifier;

  void take(XdrReader in) throws XdrException {
    status = in.getInt();
    Calls3.skipChange(in);
    if (status == 0) {
      count = in.getInt();
      committed = in.getInt();
      verifier = in.getLong();
    }
  }

  void takeCommit(XdrReader in) throws XdrException {
    status = in.getInt();
    Calls3.skipChange(in);
    if (status == 0) {
      verifier = in.getLong();
    }
  }
}
