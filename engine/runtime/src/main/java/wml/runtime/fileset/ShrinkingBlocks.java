package wml.runtime.fileset;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import wml.api.fileset.Contents;
import wml.api.random.RandomStream;

/**
 * Blocks of 4 KiB that compression and deduplication can shrink by given shares. A block is one
 * template, of which the last part is zeros, XORed with a number: its own, or for a share of the
 * blocks one of a few. So a compressor finds nothing but the last part's repetition, and blocks are
 * equal only if their numbers are. Allocates nothing after construction; owned by one thread.
 */
public final class ShrinkingBlocks {
  private static final int BLOCK = 4096;
  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;

  /** Blocks that are repeated are equal to one of so many; a power of 2. */
  private static final int REPEATED = 16;

  private final long[] template = new long[BLOCK / Long.BYTES];
  private final long[] repeated = new long[REPEATED];
  private final double dedup;

  public ShrinkingBlocks(Contents contents, long seed) {
    RandomStream random = new RandomStream(seed);
    int words = Math.round(template.length * (100 - contents.compressPercent()) / 100f);
    for (int i = 0; i < words; i++) {
      template[i] = random.nextLong();
    }
    for (int i = 0; i < REPEATED; i++) {
      repeated[i] = random.nextLong();
    }
    dedup = contents.dedupPercent() / 100.0;
  }

  /**
   * Fills memory with blocks.
   *
   * @param key of the file, or of the write
   * @param first the number of the first block: the same key and number give the same block
   */
  public void fill(MemorySegment memory, long at, int bytes, long key, long first) {
    for (int done = 0; done < bytes; done += BLOCK) {
      long drawn = RandomStream.mixed(key + (first + done / BLOCK) * ODD);
      boolean repeats = (drawn >>> 11) * 0x1.0p-53 < dedup;
      long own = repeats ? repeated[(int) drawn & (REPEATED - 1)] : drawn;
      int length = Math.min(BLOCK, bytes - done);
      long start = at + done;
      for (int i = 0; i < length / Long.BYTES; i++) {
        memory.set(WORD, start + (long) i * Long.BYTES, template[i] ^ own);
      }
      for (int i = length & -Long.BYTES; i < length; i++) {
        memory.set(ValueLayout.JAVA_BYTE, start + i, (byte) (own >>> i));
      }
    }
  }
}
