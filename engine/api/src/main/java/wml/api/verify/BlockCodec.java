package wml.api.verify;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks and looks at them. Owned by one thread; allocates nothing but for the first look at
 * a memory. About 1 us per 4 KiB.
 */
public final class BlockCodec {
  /** What a block is. */
  public enum Verdict {
    /** As it was written, with {@link #version}. */
    WHOLE,
    /** Zeros only. */
    ZEROS,
    /** A whole block that belongs elsewhere. */
    MISPLACED,
    /** Sectors of different versions. */
    TORN,
    CORRUPT
  }

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CRC_AT = 40;
  private static final int SECTOR = BlockFormat.SECTOR_BYTES;

  private final CRC32C crc = new CRC32C();
  private BlockFormat format;
  private @Nullable MemorySegment viewed;
  private ByteBuffer view = ByteBuffer.allocate(0);
  private long version;
  private String detail = "";

  public BlockCodec(BlockFormat format) {
    this.format = format;
  }

  /** From now on blocks of another fileset. */
  public void format(BlockFormat other) {
    format = other;
  }

  /**
   * Makes a block.
   *
   * @param at where in the memory
   * @param offset in the file
   */
  public void compose(
      MemorySegment memory, long at, int file, long offset, int run, long generation) {
    long made = BlockFormat.version(run, generation);
    long key = format.key(file, offset, made);
    long[] pattern = format.pattern();
    for (int i = 0; i < pattern.length; i++) {
      memory.set(LONG, at + (long) i * Long.BYTES, pattern[i] ^ key);
    }
    for (int s = SECTOR; s < format.blockBytes(); s += SECTOR) {
      memory.set(LONG, at + s, made ^ format.mark(file, offset + s));
    }
    memory.set(LONG, at, BlockFormat.MAGIC);
    memory.set(LONG, at + 8, format.identity());
    memory.set(LONG, at + 16, offset);
    memory.set(INT, at + 24, file);
    memory.set(INT, at + 28, format.blockBytes());
    memory.set(LONG, at + 32, made);
    memory.set(INT, at + 44, 0);
    memory.set(INT, at + CRC_AT, checksum(memory, at));
  }

  private int checksum(MemorySegment memory, long at) {
    if (viewed == null || !viewed.equals(memory)) {
      viewed = memory;
      view = memory.asByteBuffer();
    }
    int start = (int) at;
    crc.reset();
    view.limit(start + CRC_AT).position(start);
    crc.update(view);
    view.limit(start + format.blockBytes()).position(start + CRC_AT + Integer.BYTES);
    crc.update(view);
    return (int) crc.getValue();
  }

  /** Looks at a block that should be that of a file and offset. */
  public Verdict examine(MemorySegment memory, long at, int file, long offset) {
    if (memory.get(LONG, at) == BlockFormat.MAGIC
        && memory.get(INT, at + 28) == format.blockBytes()
        && memory.get(INT, at + CRC_AT) == checksum(memory, at)) {
      version = memory.get(LONG, at + 32);
      boolean here =
          memory.get(LONG, at + 8) == format.identity()
              && memory.get(LONG, at + 16) == offset
              && memory.get(INT, at + 24) == file;
      return here ? Verdict.WHOLE : Verdict.MISPLACED;
    }
    if (isZero(memory, at, format.blockBytes())) {
      return Verdict.ZEROS;
    }
    return broken(memory, at, file, offset);
  }

  /** Where a misplaced block belongs. */
  public String belongs(MemorySegment memory, long at, String pathOfFileset) {
    boolean ours = memory.get(LONG, at + 8) == format.identity();
    return ours
        ? "it is the block of file %d, offset %d of %s"
            .formatted(memory.get(INT, at + 24), memory.get(LONG, at + 16), pathOfFileset)
        : "it is a block of another fileset or seed";
  }

  /** The index of the file that a misplaced block belongs to. */
  public int foreignFile(MemorySegment memory, long at) {
    return memory.get(LONG, at + 8) == format.identity() ? memory.get(INT, at + 24) : -1;
  }

  /** The offset that a misplaced block belongs to. */
  public long foreignOffset(MemorySegment memory, long at) {
    return memory.get(LONG, at + 16);
  }

  private static boolean isZero(MemorySegment memory, long at, int bytes) {
    for (int i = 0; i < bytes; i += Long.BYTES) {
      if (memory.get(LONG, at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Sector by sector: a version that a sector names counts only if all of the sector is of it. */
  private Verdict broken(MemorySegment memory, long at, int file, long offset) {
    boolean found = false;
    long first = 0;
    int torn = -1;
    long other = 0;
    for (int s = 0; s < format.blockBytes() && torn < 0; s += SECTOR) {
      boolean zero = isZero(memory, at + s, SECTOR);
      long named =
          s == 0
              ? memory.get(LONG, at + 32)
              : memory.get(LONG, at + s) ^ format.mark(file, offset + s);
      if (!zero && wrongBits(memory, at, s, file, offset, named) > 0) {
        continue;
      }
      long held = zero ? 0 : named;
      if (!found) {
        found = true;
        first = held;
      } else if (held != first) {
        torn = s;
        other = held;
      }
    }
    version = first;
    if (torn >= 0) {
      detail = "%s up to byte %d, %s from there".formatted(words(first), torn, words(other));
      return Verdict.TORN;
    }
    describeDamage(memory, at, file, offset, first);
    return Verdict.CORRUPT;
  }

  private static String words(long version) {
    return version == 0 ? "zeros" : "generation " + BlockFormat.generationOf(version);
  }

  private void describeDamage(MemorySegment memory, long at, int file, long offset, long supposed) {
    int bits = 0;
    int firstByte = -1;
    for (int s = 0; supposed != 0 && s < format.blockBytes(); s += SECTOR) {
      int wrong = wrongBits(memory, at, s, file, offset, supposed);
      bits += wrong;
      if (wrong > 0 && firstByte < 0) {
        firstByte = s;
      }
    }
    detail =
        supposed == 0
            ? "nothing of it is a block of this fileset"
            : bits == 0
                ? "its checksum is wrong, its other bytes are those of " + words(supposed)
                : "%d wrong bit(s), the first in its bytes %d to %d; the rest is %s"
                    .formatted(bits, firstByte, firstByte + SECTOR - 1, words(supposed));
  }

  /** How many bits of a sector are not what they are in a version; of the checksum, none count. */
  private int wrongBits(
      MemorySegment memory, long at, int sector, int file, long offset, long supposed) {
    long key = format.key(file, offset, supposed);
    long[] pattern = format.pattern();
    int wrong = 0;
    int from = sector == 0 ? BlockFormat.HEADER_BYTES : sector + Long.BYTES;
    for (int i = from; i < sector + SECTOR; i += Long.BYTES) {
      wrong += Long.bitCount(memory.get(LONG, at + i) ^ pattern[i / Long.BYTES] ^ key);
    }
    if (sector > 0) {
      long mark = supposed ^ format.mark(file, offset + sector);
      return wrong + Long.bitCount(memory.get(LONG, at + sector) ^ mark);
    }
    wrong += Long.bitCount(memory.get(LONG, at) ^ BlockFormat.MAGIC);
    wrong += Long.bitCount(memory.get(LONG, at + 8) ^ format.identity());
    wrong += Long.bitCount(memory.get(LONG, at + 16) ^ offset);
    wrong += Integer.bitCount(memory.get(INT, at + 24) ^ file);
    wrong += Integer.bitCount(memory.get(INT, at + 28) ^ format.blockBytes());
    return wrong + Long.bitCount(memory.get(LONG, at + 32) ^ supposed);
  }

  /** The generation of a whole block. */
  public long generation() {
    return BlockFormat.generationOf(version);
  }

  /** The run that wrote a whole block. */
  public int run() {
    return BlockFormat.runOf(version);
  }

  /** What is known of a torn or corrupt block. */
  public String detail() {
    return detail;
  }
}
