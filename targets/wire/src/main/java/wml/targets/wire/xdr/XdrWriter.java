package wml.targets.wire.xdr;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes XDR behind one another into one direct buffer, which grows up to a limit. Everything takes
 * a multiple of four bytes. Owned by one thread; allocates only to grow.
 */
public final class XdrWriter {
  private static final byte[] ZEROS = new byte[4];

  private final int mostBytes;
  private ByteBuffer buffer;
  private MemorySegment memory;

  /**
   * @param bytes at first
   * @param mostBytes beyond which writing fails
   */
  public XdrWriter(int bytes, int mostBytes) {
    this.mostBytes = mostBytes;
    buffer = ByteBuffer.allocateDirect(bytes);
    memory = MemorySegment.ofBuffer(buffer);
  }

  public int position() {
    return buffer.position();
  }

  /** Takes back what was written from a position on. */
  public void position(int earlier) {
    buffer.position(earlier);
  }

  public XdrWriter clear() {
    buffer.clear();
    return this;
  }

  /** What was written, to be read or sent; the writer's own buffer. */
  public ByteBuffer flip() {
    return buffer.flip();
  }

  /** The buffer's memory, from its begin; another one once it has grown. */
  public MemorySegment memory() {
    return memory;
  }

  /** Makes room behind the position and hands out the buffer, for those who fill it themselves. */
  public ByteBuffer room(int bytes) {
    ensure(bytes);
    return buffer;
  }

  private void ensure(int bytes) {
    if (buffer.remaining() < bytes) {
      grow(bytes);
    }
  }

  private void grow(int bytes) {
    long needed = (long) buffer.position() + bytes;
    if (needed > mostBytes) {
      throw new IllegalStateException(
          "a message of %,d bytes; the limit is %,d".formatted(needed, mostBytes));
    }
    int size = (int) Math.min(mostBytes, Math.max(needed, 2L * buffer.capacity()));
    ByteBuffer larger = ByteBuffer.allocateDirect(size);
    buffer.flip();
    larger.put(buffer);
    buffer = larger;
    memory = MemorySegment.ofBuffer(larger.duplicate().clear());
  }

  public XdrWriter putInt(int value) {
    ensure(4);
    buffer.putInt(value);
    return this;
  }

  public XdrWriter putLong(long value) {
    ensure(8);
    buffer.putLong(value);
    return this;
  }

  public XdrWriter putBoolean(boolean value) {
    return putInt(value ? 1 : 0);
  }

  /** Replaces what stands at a position. */
  public void putIntAt(int position, int value) {
    buffer.putInt(position, value);
  }

  /** Bytes of a length that both sides know. */
  public XdrWriter putFixed(byte[] bytes, int offset, int length) {
    ensure(padded(length));
    buffer.put(bytes, offset, length);
    buffer.put(ZEROS, 0, padded(length) - length);
    return this;
  }

  public XdrWriter putFixed(byte[] bytes) {
    return putFixed(bytes, 0, bytes.length);
  }

  /** Bytes with their length before them. */
  public XdrWriter putOpaque(byte[] bytes) {
    return putInt(bytes.length).putFixed(bytes, 0, bytes.length);
  }

  public XdrWriter putOpaque(byte[] bytes, int offset, int length) {
    return putInt(length).putFixed(bytes, offset, length);
  }

  /** Bytes of other memory, with their length before them. */
  public XdrWriter putOpaque(MemorySegment from, long offset, int length) {
    ensure(4 + padded(length));
    buffer.putInt(length);
    int at = buffer.position();
    MemorySegment.copy(from, offset, memory, at, length);
    buffer.position(at + length);
    buffer.put(ZEROS, 0, padded(length) - length);
    return this;
  }

  /** A text in UTF-8. Allocates. */
  public XdrWriter putString(String text) {
    return putOpaque(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The zeros behind bytes that were put into {@link #room}. */
  public void pad(int length) {
    int zeros = padded(length) - length;
    ensure(zeros);
    buffer.put(ZEROS, 0, zeros);
  }

  /** A length with what fills it up to a multiple of four. */
  public static int padded(int length) {
    return (length + 3) & ~3;
  }
}
