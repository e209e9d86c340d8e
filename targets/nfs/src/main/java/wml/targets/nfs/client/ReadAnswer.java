package wml.targets.nfs.client;

import wml.api.target.IoBuffer;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * {@code READ3res}, whose data goes into a buffer's window. Reused by its owner.
 *
 * <pre>
 * status | attributes follow? [ fattr3 (84) ] | count | eof | length | data
 * </pre>
 */
final class ReadAnswer {
  /** Longest head before the data. */
  private static final int HEAD_BYTES = 4 + 4 + FileAttributes.BYTES + 12;

  private IoBuffer into = NOTHING;
  private long start;
  private int most;
  private boolean placed;
  private int status;
  private int count;
  private boolean eof;

  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

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

  /** Says where the data goes, once its head has come. */
  boolean place(XdrReader in, Place where) throws XdrException {
    if (in.remaining() < HEAD_BYTES) {
      return false;
    }
    head(in);
    if (status != 0) {
      return false;
    }
    where.set(into.memory(), start, count);
    placed = true;
    return true;
  }

  private void head(XdrReader in) throws XdrException {
    status = in.getInt();
    count = 0;
    eof = false;
    if (status != 0) {
      return;
    }
    Calls3.skipAttributes(in);
    int said = in.getInt();
    eof = in.getBoolean();
    count = in.count(most);
    if (said != count) {
      throw new XdrException("a read of %d bytes that brings %d".formatted(said, count));
    }
  }

  /** Takes the whole answer, less what was received into its place. */
  void take(XdrReader in) throws XdrException {
    head(in);
    if (status == 0 && !placed) {
      in.fixed(into.memory(), start, count);
    }
  }
}
