package wml.api.verify;

import wml.api.random.RandomStream;

/**
 * What all blocks of one fileset have in common.
 *
 * <pre>
 *   byte 0   8   magic          every 512 bytes from 512 on:
 *        8   8   identity         0   8   version, mixed with identity and offset
 *       16   8   offset           8  504  pattern, XORed with the block's key
 *       24   4   file
 *       28   4   length         version = run (24 bits), generation (40 bits)
 *       32   8   version
 *       40   4   CRC32C of all but itself
 *       44   4   zero
 *       48  464  pattern, XORed with the block's key
 * </pre>
 *
 * So a block can be made again from where it stands and its version, and each sector says by itself
 * which version it is of.
 */
public final class BlockFormat {
  static final long MAGIC = 0x31304B4C424C4D57L; // "WMLBLK01"
  static final int SECTOR_BYTES = 512;
  static final int HEADER_BYTES = 48;
  static final int GENERATION_BITS = 40;

  /** Generations are below this. */
  static final long MAX_GENERATION = (1L << GENERATION_BITS) - 1;

  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final long identity;
  private final int blockBytes;
  private final long[] pattern;

  /**
   * @param identity of the fileset and the run's seed
   * @param blockBytes a multiple of 512
   * @param compressPercent share of the bytes that a compressor can remove
   */
  public BlockFormat(long identity, int blockBytes, int compressPercent) {
    if (blockBytes < SECTOR_BYTES || blockBytes % SECTOR_BYTES != 0) {
      throw new IllegalArgumentException("blocks of " + blockBytes + " bytes");
    }
    this.identity = identity;
    this.blockBytes = blockBytes;
    pattern = new long[blockBytes / Long.BYTES];
    RandomStream random = new RandomStream(identity);
    int words = (int) ((long) pattern.length * (100 - compressPercent) / 100);
    for (int i = 0; i < words; i++) {
      pattern[i] = random.nextLong();
    }
  }

  /** What tells this fileset's blocks from others'. */
  public long identity() {
    return identity;
  }

  public int blockBytes() {
    return blockBytes;
  }

  long[] pattern() {
    return pattern;
  }

  /** What a block's pattern is XORed with. */
  long key(int file, long offset, long version) {
    return RandomStream.mixed(RandomStream.mixed(identity + file * ODD) + offset * ODD ^ version);
  }

  /** What a sector's version is XORed with. */
  long mark(int file, long sectorOffset) {
    return RandomStream.mixed(RandomStream.mixed(identity ^ file * ODD) + sectorOffset * ODD);
  }

  static long version(int run, long generation) {
    return (long) run << GENERATION_BITS | generation;
  }

  static int runOf(long version) {
    return (int) (version >>> GENERATION_BITS);
  }

  static long generationOf(long version) {
    return version & MAX_GENERATION;
  }
}
