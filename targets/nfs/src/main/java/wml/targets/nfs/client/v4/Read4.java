package wml.targets.nfs.client.v4;

import wml.api.target.IoBuffer;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * The answer to SEQUENCE, PUTFH, READ, whose data goes into a buffer's window. Reused by its owner.
 *
 * <pre>
 * status | tag | 3 | SEQUENCE, 0, session (16), 5 numbers | PUTFH, 0 | READ, 0, eof, length | data
 * </pre>
 */
final class Read4 {
  private static final int SEQUENCE_BYTES = 8 + Nfs4.NFS4_SESSIONID_SIZE + 20;

  /** What must have come to know where the data begins, if the tag is as it was sent: empty. */
  private static final int HEAD_BYTES = 12 + SEQUENCE_BYTES + 8 + 16;

  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

  private IoBuffer into = NOTHING;
  private long start;
  private int most;
  private boolean placed;
  private int status;
  private int count;
  private boolean eof;

  int status() {
    return status;
  }

  /** Bytes that came. */
  int count() {
    return count;
  }

  /** Whether the file ends behind them. */
  boolean isEnd() {
    return eof;
  }

  /**
   * @param at where in the memory the data goes
   */
  void expect(IoBuffer memory, long at, int length) {
    into = memory;
    start = at;
    most = length;
    placed = false;
  }

  /** Says where the data goes, once all before it has come. */
  boolean place(XdrReader in, Place where) throws XdrException {
    if (in.remaining() < HEAD_BYTES || in.getInt() != 0 || in.getInt() != 0) {
      return false;
    }
    in.getInt();
    in.skip(SEQUENCE_BYTES);
    in.skip(8);
    if (in.getInt() != Nfs4.OP_READ) {
      return false;
    }
    head(in);
    where.set(into.memory(), start, count);
    placed = true;
    return true;
  }

  private void head(XdrReader in) throws XdrException {
    status = in.getInt();
    count = 0;
    eof = false;
    if (status == 0) {
      eof = in.getBoolean();
      count = in.count(most);
    }
  }

  /**
   * Takes the answer, less what was received into its place.
   *
   * @param ofCompound its status
   * @param in behind SEQUENCE
   */
  void take(int ofCompound, XdrReader in) throws XdrException {
    if (ofCompound != 0) {
      status = ofCompound;
      count = 0;
      return;
    }
    in.skip(12); // PUTFH, 0, READ
    head(in);
    if (!placed) {
      in.fixed(into.memory(), start, count);
    }
  }
}
