package wml.runtime.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import wml.api.flowop.IoMemory;
import wml.api.random.RandomStream;
import wml.api.target.IoBuffer;

/**
 * A thread's memory for I/O. Reads and writes have a region each: what was read never becomes what
 * is written. The write region holds random bytes, and what is handed out is XORed with a fresh
 * number each time: no two blocks written are equal, and no compressor finds one in the other. A
 * stamp per block alone would leave the rest to any window that holds two writes.
 */
final class WorkerMemory implements IoMemory {
  private static final int BLOCK = 4096;
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;

  private final long memoryBytes;
  private final RandomStream random;
  private IoBuffer forReads = IoBuffer.allocate(0);
  private IoBuffer forWrites;

  /**
   * @param memoryBytes memsize: how much memory the windows move over; 0 for none but the I/O's
   */
  WorkerMemory(long memoryBytes, RandomStream random) {
    this.memoryBytes = memoryBytes;
    this.random = random;
    this.forWrites = filled(BLOCK);
  }

  private IoBuffer filled(long bytes) {
    IoBuffer buffer = IoBuffer.allocate(bytes);
    for (long i = 0; i + 8 <= buffer.capacityBytes(); i += 8) {
      buffer.memory().set(WORD, i, random.nextLong());
    }
    return buffer;
  }

  @Override
  public IoBuffer forRead(int bytes) {
    if (forReads.capacityBytes() < capacityFor(bytes)) {
      forReads = IoBuffer.allocate(capacityFor(bytes));
    }
    return window(forReads, bytes);
  }

  @Override
  public IoBuffer forWrite(int bytes) {
    if (forWrites.capacityBytes() < capacityFor(bytes)) {
      forWrites = filled(capacityFor(bytes));
    }
    IoBuffer buffer = window(forWrites, bytes);
    refresh(buffer.memory(), buffer.start(), bytes, random.nextLong());
    return buffer;
  }

  /** Changes every word of a window; the compiler makes this loop one of vectors. */
  private static void refresh(MemorySegment memory, long start, int bytes, long key) {
    int words = (int) ((bytes + Long.BYTES - 1L) / Long.BYTES); // may end beyond the window
    for (int i = 0; i < words; i++) {
      long at = start + (long) i * Long.BYTES;
      memory.set(WORD, at, memory.get(WORD, at) ^ key);
    }
  }

  /** Room for the largest I/O so far, rounded up so that growing sizes rarely grow it. */
  private long capacityFor(int bytes) {
    long rounded = bytes <= BLOCK ? BLOCK : Long.highestOneBit(bytes - 1L) << 1;
    return Math.max(rounded, memoryBytes);
  }

  private IoBuffer window(IoBuffer buffer, int bytes) {
    long places = memoryBytes <= bytes ? 0 : (memoryBytes - bytes) / BLOCK;
    return buffer.window(places == 0 ? 0 : random.nextLong(places + 1) * BLOCK, bytes);
  }
}
