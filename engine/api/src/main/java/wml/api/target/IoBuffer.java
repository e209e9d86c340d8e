package wml.api.target;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap, page-aligned memory that I/O starts from. A window may start anywhere in it, so that a
 * thread can touch more memory than one operation needs. Owned by one thread.
 */
public final class IoBuffer {
  /** Good for O_DIRECT on every device in use. */
  public static final int ALIGNMENT_BYTES = 4096;

  private final MemorySegment memory;
  private final long baseAddress;
  private long start;

  private IoBuffer(MemorySegment memory) {
    this.memory = memory;
    this.baseAddress = memory.address();
  }

  /** Zeroed memory, freed when the buffer is no longer reachable. */
  public static IoBuffer allocate(long capacityBytes) {
    return new IoBuffer(
        Arena.ofAuto().allocate(Math.max(capacityBytes, ALIGNMENT_BYTES), ALIGNMENT_BYTES));
  }

  /** The whole memory; the window starts at {@link #start} in it. */
  public MemorySegment memory() {
    return memory;
  }

  public long capacityBytes() {
    return memory.byteSize();
  }

  public long start() {
    return start;
  }

  /** Moves the window's start; {@code length} bytes must fit behind it. */
  public IoBuffer window(long startBytes, long length) {
    if (startBytes < 0 || startBytes + length > memory.byteSize()) {
      throw new IndexOutOfBoundsException(
          "window " + startBytes + "+" + length + " of " + memory.byteSize());
    }
    start = startBytes;
    return this;
  }

  /** The address of the window's start. The buffer must stay reachable while it is used. */
  public long address() {
    return baseAddress + start;
  }

  /** Throws unless {@code length} bytes lie behind the window's start. */
  public void checkRoom(int length) {
    if (length < 0 || start + length > memory.byteSize()) {
      throw new IndexOutOfBoundsException(
          length + " bytes from " + start + " of " + memory.byteSize());
    }
  }
}
