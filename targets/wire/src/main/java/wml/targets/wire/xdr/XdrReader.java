package wml.targets.wire.xdr;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads XDR from a window of a buffer and never beyond it: what is too short, or says a length that
 * can't be, is an {@link XdrException}. Owned by one thread; reading numbers allocates nothing.
 */
public final class XdrReader {
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private MemorySegment memory = MemorySegment.ofBuffer(buffer);
  private int position;
  private int limit;

  /** Reads what another reader has left; that one's memory stays as it is for so long. */
  public XdrReader over(XdrReader other) {
    return over(other.buffer, other.position, other.limit);
  }

  /** Reads other bytes from now on. */
  @SuppressWarnings("ReferenceEquality") // the same buffer, not one like it
  public XdrReader over(ByteBuffer bytes, int begin, int end) {
    if (bytes != buffer) {
      buffer = bytes;
      memory = MemorySegment.ofBuffer(bytes.duplicate().clear());
    }
    position = begin;
    limit = end;
    return this;
  }

  public int position() {
    return position;
  }

  /** Goes to a place in the window. */
  public void position(int to) throws XdrException {
    if (to < 0 || to > limit) {
      throw tooShort(to - position);
    }
    position = to;
  }

  public int remaining() {
    return limit - position;
  }

  private int take(int bytes) throws XdrException {
    int at = position;
    if (bytes > limit - at) {
      throw tooShort(bytes);
    }
    position = at + bytes;
    return at;
  }

  private XdrException tooShort(int bytes) {
    return new XdrException(
        "a message ends %d bytes before the %d that it should have"
            .formatted(bytes - (limit - position), bytes));
  }

  public int getInt() throws XdrException {
    return buffer.getInt(take(4));
  }

  public long getLong() throws XdrException {
    return buffer.getLong(take(8));
  }

  public boolean getBoolean() throws XdrException {
    int value = getInt();
    if (value >>> 1 != 0) {
      throw new XdrException("a boolean is " + value);
    }
    return value == 1;
  }

  /**
   * A count of what follows.
   *
   * @param most beyond it the message is refused
   */
  public int count(int most) throws XdrException {
    int value = getInt();
    if (value < 0 || value > most) {
      throw new XdrException(
          "a length of %,d; the limit is %,d".formatted(value & 0xffff_ffffL, most));
    }
    return value;
  }

  /** The length of bytes that follow, all of which are there. */
  public int opaqueLength(int most) throws XdrException {
    int length = count(most);
    if (XdrWriter.padded(length) > limit - position) {
      throw tooShort(XdrWriter.padded(length));
    }
    return length;
  }

  /** Bytes with their length. Allocates. */
  public byte[] opaque(int most) throws XdrException {
    return fixed(opaqueLength(most));
  }

  /** Bytes of a known length. Allocates. */
  public byte[] fixed(int length) throws XdrException {
    byte[] out = new byte[length];
    fixed(out, length);
    return out;
  }

  /** Bytes of a known length, into the start of an array. */
  public void fixed(byte[] into, int length) throws XdrException {
    int at = take(XdrWriter.padded(length));
    buffer.get(at, into, 0, length);
  }

  /** Bytes of a known length, into other memory. */
  public void fixed(MemorySegment into, long offset, int length) throws XdrException {
    int at = take(XdrWriter.padded(length));
    MemorySegment.copy(memory, at, into, offset, length);
  }

  /** A text. What is no UTF-8 is replaced. Allocates. */
  public String string(int most) throws XdrException {
    return new String(opaque(most), StandardCharsets.UTF_8);
  }

  /** Passes over bytes of a known length and what fills them up. */
  public void skip(int length) throws XdrException {
    if (length < 0) {
      throw new XdrException("a length of " + length);
    }
    take(XdrWriter.padded(length));
  }

  /** The buffer, for those who take bytes at {@link #position} themselves. */
  public ByteBuffer buffer() {
    return buffer;
  }
}
