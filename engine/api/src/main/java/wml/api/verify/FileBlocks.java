package wml.api.verify;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is known of the blocks of one file, a number each: those it was laid out with at once, those
 * it grows by in chunks. Shared by all threads; 8 bytes per block.
 */
final class FileBlocks {
  private static final int CHUNK = 1024;

  private final AtomicLongArray laidOut;
  private volatile AtomicLongArray[] grown = {};

  /**
   * @param state of all blocks
   */
  FileBlocks(int blocks, long state) {
    long[] states = new long[blocks];
    Arrays.fill(states, state);
    laidOut = new AtomicLongArray(states);
  }

  long get(long block) {
    if (block < laidOut.length()) {
      return laidOut.get((int) block);
    }
    long beyond = block - laidOut.length();
    AtomicLongArray[] chunks = grown;
    return beyond / CHUNK < chunks.length
        ? chunks[(int) (beyond / CHUNK)].get((int) (beyond % CHUNK))
        : 0;
  }

  boolean change(long block, long from, long to) {
    if (block < laidOut.length()) {
      return laidOut.compareAndSet((int) block, from, to);
    }
    long beyond = block - laidOut.length();
    return chunk(beyond).compareAndSet((int) (beyond % CHUNK), from, to);
  }

  void set(long block, long state) {
    if (block < laidOut.length()) {
      laidOut.set((int) block, state);
    } else {
      long beyond = block - laidOut.length();
      chunk(beyond).set((int) (beyond % CHUNK), state);
    }
  }

  private AtomicLongArray chunk(long beyond) {
    int index = Math.toIntExact(beyond / CHUNK);
    AtomicLongArray[] chunks = grown;
    return index < chunks.length ? chunks[index] : grow(index);
  }

  /** Chunks stay where they are: those who have one go on with it. */
  private synchronized AtomicLongArray grow(int index) {
    AtomicLongArray[] chunks = grown;
    if (index >= chunks.length) {
      AtomicLongArray[] more = Arrays.copyOf(chunks, index + 1);
      for (int i = chunks.length; i <= index; i++) {
        more[i] = new AtomicLongArray(CHUNK);
      }
      grown = more;
      chunks = more;
    }
    return chunks[index];
  }
}
