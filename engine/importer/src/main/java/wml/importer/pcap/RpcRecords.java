package wml.importer.pcap;

import java.nio.ByteBuffer;

/**
 * Messages in what one side of a connection sends (RFC 5531, section 11): of each, as much as names
 * the call. In the middle of a connection, and behind a gap, it looks for a segment that begins
 * with a message.
 */
final class RpcRecords implements TcpDirection.Bytes {
  /** Of a message; the data of writes and reads isn't wanted. */
  static final int HEAD_BYTES = 4096;

  /** A call is named by so many at most: its credential, a handle, a range. */
  private static final int NAMING_BYTES = 256;

  private static final int MOST_RECORD = 16 << 20;
  private static final int LAST = 0x8000_0000;

  private final Messages to;
  private final ByteBuffer mark = ByteBuffer.allocate(4);
  private ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
  private boolean lost = true;
  private boolean last;
  private boolean begun;
  private boolean cutOff;
  private long fragmentLeft;
  private long recordBytes;
  private long recordNanos;

  /** Takes messages. */
  interface Messages {
    /**
     * @param head the message's first bytes, from its number on
     */
    void message(long timeNanos, ByteBuffer head);

    /** Bytes in which there may have been messages. */
    void lost(long bytes);
  }

  RpcRecords(Messages to) {
    this.to = to;
  }

  @Override
  public void begin() {
    reset();
    lost = false;
  }

  @Override
  public void gap(long bytes) {
    if (!lost && begun && bytes <= fragmentLeft) {
      cutOff |= head.position() < Math.min(HEAD_BYTES, recordBytes + fragmentLeft);
      fragmentLeft -= bytes;
      recordBytes += bytes;
      endOfFragment();
      return;
    }
    to.lost(bytes);
    reset();
    lost = true;
  }

  private void reset() {
    mark.clear();
    head = ByteBuffer.allocate(HEAD_BYTES);
    begun = false;
    cutOff = false;
    recordBytes = 0;
    fragmentLeft = 0;
  }

  @Override
  public void bytes(long timeNanos, ByteBuffer data) {
    if (lost) {
      if (!beginsMessage(data)) {
        to.lost(data.remaining());
        return;
      }
      lost = false;
      reset();
    }
    while (data.hasRemaining() && !lost) {
      if (fragmentLeft == 0) {
        readMark(timeNanos, data);
      } else {
        take(data);
      }
    }
  }

  private void readMark(long timeNanos, ByteBuffer data) {
    if (!begun && mark.position() == 0) {
      recordNanos = timeNanos;
    }
    while (mark.hasRemaining() && data.hasRemaining()) {
      mark.put(data.get());
    }
    if (mark.hasRemaining()) {
      return;
    }
    int value = mark.getInt(0);
    mark.clear();
    begun = true;
    last = value < 0;
    fragmentLeft = value & ~LAST;
    if (recordBytes + fragmentLeft > MOST_RECORD) {
      to.lost(data.remaining());
      reset();
      lost = true;
      return;
    }
    endOfFragment(); // it may be empty
  }

  private void take(ByteBuffer data) {
    int n = (int) Math.min(fragmentLeft, data.remaining());
    int kept = cutOff ? 0 : Math.min(n, head.remaining());
    head.put(head.position(), data, data.position(), kept);
    head.position(head.position() + kept);
    data.position(data.position() + n);
    fragmentLeft -= n;
    recordBytes += n;
    endOfFragment();
  }

  private void endOfFragment() {
    if (fragmentLeft > 0 || !last) {
      return;
    }
    ByteBuffer whole = head.flip();
    boolean lostHead = cutOff && whole.limit() < NAMING_BYTES;
    long bytes = recordBytes;
    long time = recordNanos;
    reset();
    if (lostHead) {
      to.lost(bytes);
    }
    to.message(time, whole);
  }

  /** Whether bytes look as a message's first ones. */
  private static boolean beginsMessage(ByteBuffer data) {
    int at = data.position();
    if (data.remaining() < 16) {
      return false;
    }
    int length = data.getInt(at) & ~LAST;
    int type = data.getInt(at + 8);
    int third = data.getInt(at + 12);
    boolean call = type == 0 && third == 2;
    boolean answer = type == 1 && third >= 0 && third <= 1;
    return length >= 12 && length <= MOST_RECORD && (call || answer);
  }
}
