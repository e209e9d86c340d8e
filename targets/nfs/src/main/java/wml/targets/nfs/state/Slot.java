package wml.targets.nfs.state;

import java.nio.ByteBuffer;
import wml.targets.wire.xdr.XdrWriter;

/**
 * A place for one call of a session at a time, which remembers its last answer (RFC 8881, section
 * 2.10.6). A call that comes twice is carried out once. For any thread.
 */
public final class Slot {
  /** What a call with a slot and a sequence number is. */
  public enum Turn {
    NEW,
    REPEATED,
    /** Repeated while the first is still carried out. */
    UNDER_WAY,
    MISORDERED,
    /** Has the number of the last call, and is another one. */
    FALSE_RETRY
  }

  private int sequence;
  private boolean used;
  private boolean busy;
  private long digest;
  private byte[] reply = new byte[0];
  private int length;

  /** Operation behind SEQUENCE in a call whose answer was not kept. */
  private int second;

  public synchronized Turn begin(int number, long newDigest) {
    if (number == sequence && used) {
      return busy ? Turn.UNDER_WAY : digest == newDigest ? Turn.REPEATED : Turn.FALSE_RETRY;
    }
    if (number != sequence + 1) {
      return Turn.MISORDERED;
    }
    if (busy) {
      return Turn.UNDER_WAY;
    }
    sequence = number;
    used = true;
    busy = true;
    digest = newDigest;
    length = 0;
    second = 0;
    return Turn.NEW;
  }

  /** The call ended; its answer, from a position on, is kept. */
  public synchronized void end(XdrWriter out, int begin) {
    int size = out.position() - begin;
    if (reply.length < size) {
      reply = new byte[Math.max(size, 64)];
    }
    out.room(0).get(begin, reply, 0, size);
    length = size;
    busy = false;
  }

  /** The call ended; its answer is not kept. */
  public synchronized void end(int secondOperation) {
    second = secondOperation;
    busy = false;
  }

  /**
   * Writes the answer of the last call.
   *
   * @return 0, or the operation behind SEQUENCE if the answer was not kept
   */
  public synchronized int replay(XdrWriter out) {
    if (length == 0) {
      return second;
    }
    ByteBuffer room = out.room(length);
    room.put(reply, 0, length);
    return 0;
  }
}
