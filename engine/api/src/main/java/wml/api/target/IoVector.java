package wml.api.target;

/**
 * Parts of a buffer that one call moves, one after the other: rewritten in place, so that nothing
 * is allocated per call. Owned by one thread.
 */
public final class IoVector {
  /** Linux's UIO_MAXIOV. */
  public static final int MAX_PARTS = 1024;

  private final int parts;
  private IoBuffer buffer = IoBuffer.allocate(0);
  private int length;

  /**
   * @param parts how many
   */
  public IoVector(int parts) {
    if (parts < 1 || parts > MAX_PARTS) {
      throw new IllegalArgumentException(parts + " parts; 1 to " + MAX_PARTS + " are possible");
    }
    this.parts = parts;
  }

  /**
   * Cuts {@code length} bytes of the buffer's window into parts of equal length; the last one takes
   * what is left over.
   */
  public IoVector over(IoBuffer window, int newLength) {
    window.checkRoom(newLength);
    buffer = window;
    length = newLength;
    return this;
  }

  public IoBuffer buffer() {
    return buffer;
  }

  public int parts() {
    return parts;
  }

  /** Bytes of all parts together. */
  public int length() {
    return length;
  }

  /** Where a part starts in the buffer's memory. */
  public long start(int part) {
    return buffer.start() + from(part);
  }

  public int length(int part) {
    return from(part + 1) - from(part);
  }

  private int from(int part) {
    return part == parts ? length : part * (length / parts);
  }
}
