package wml.runtime.worker;

import java.lang.foreign.ValueLayout;
import wml.api.flowop.IoMemory;
import wml.api.random.RandomStream;
import wml.api.target.IoBuffer;

/**
 * A thread's memory for I/O. Reads and writes have a region each: what was read never becomes what
 * is written. The write region holds random bytes; each 4 KiB block handed out gets a fresh stamp
 * in its first 8 bytes, so that no two blocks written are equal.
 */
final class WorkerMemory implements IoMemory {
  private static final int BLOCK = 4096;

  private final long memoryBytes;
  private final RandomStream random;
  private IoBuffer forReads = IoBuffer.allocate(0);
  private IoBuffer forWrites;
  private long stamp;

  /**
   * @param memoryBytes memsize: how much memory the windows move over; 0 for none but the I/O's
   */
  WorkerMemory(long memoryBytes, RandomStream random) {
    this.memoryBytes = memoryBytes;
    this.random = random;
    this.stamp = random.nextLong();
    this.forWrites = filled(BLOCK);
  }

  private IoBuffer filled(long bytes) {
    IoBuffer buffer = IoBuffer.allocate(bytes);
    for (long i = 0; i + 8 <= buffer.capacityBytes(); i += 8) {
      buffer.memory().set(ValueLayout.JAVA_LONG, i, random.nextLong());
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
    for (long at = buffer.start(); at + 8 <= buffer.start() + bytes; at += BLOCK) {
      buffer.memory().set(ValueLayout.JAVA_LONG, at, stamp += 0x9E3779B97F4A7C15L);
    }
    return buffer;
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
