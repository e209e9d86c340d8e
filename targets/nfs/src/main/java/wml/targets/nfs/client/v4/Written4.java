package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** {@code WRITE4res} and {@code COMMIT4res}. Reused by its owner. */
final class Written4 {
  int status;
  int count;

  /** Of {@code stable_how4}: what the server did, which may be more than was asked. */
  int committed;

  long verifier;

  /**
   * @param in behind SEQUENCE
   */
  void take(int ofCompound, XdrReader in) throws XdrException {
    status = ofCompound;
    count = 0;
    if (status == 0) {
      in.skip(16); // PUTFH, 0, WRITE, 0
      count = in.getInt();
      committed = in.getInt();
      verifier = in.getLong();
    }
  }

  void takeCommit(int ofCompound, Calls4 calls) throws XdrException {
    status = ofCompound;
    if (status == 0) {
      calls.next(Nfs4.OP_PUTFH);
      verifier = calls.next(Nfs4.OP_COMMIT).getLong();
    }
  }
}
