package wml.runtime.fileset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Contents;
import wml.api.random.RandomStream;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.api.verify.BlockCodec;
import wml.api.verify.BlockLedger;

/**
 * What files are filled with: up to 1 MiB of random bytes, written again and again, with a number
 * at the start of each 4 KiB block that no other block of the fileset has. So neither compression
 * nor deduplication shrinks a file, unless the fileset says so, and its contents depend on the
 * seed, its index and its size only. Blocks that are verified say in which run they were written.
 * Owned by one thread.
 */
final class FileContents {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int BLOCK_BYTES = 4096;

  private final IoBuffer buffer;
  private final MemorySegment memory;
  private final int chunkBytes;
  private final long seed;
  private final BooleanSupplier cancelled;
  private final @Nullable ShrinkingBlocks shrinking;
  private final @Nullable BlockLedger ledger;
  private final @Nullable BlockCodec codec;

  /**
   * @param largestBytes no file is larger, so the buffer need not be
   */
  FileContents(LaidOutFileset fileset, long largestBytes, BooleanSupplier cancelled) {
    seed = RandomStream.derive(fileset.seed(), "fileset", fileset.name(), "contents");
    this.cancelled = cancelled;
    ledger = fileset.ledger();
    codec = ledger == null ? null : new BlockCodec(ledger.format());
    Contents contents = fileset.plan().contents();
    shrinking = contents.shrinks() ? new ShrinkingBlocks(contents, fileset.seed()) : null;
    int unit = ledger == null ? BLOCK_BYTES : ledger.blockBytes();
    long wanted = Math.max(unit, Math.min(CHUNK_BYTES, largestBytes + unit - 1));
    chunkBytes = (int) (wanted / unit * unit);
    buffer = IoBuffer.allocate(chunkBytes);
    memory = buffer.memory();
    RandomStream random = new RandomStream(seed);
    for (long at = 0; at < chunkBytes; at += Long.BYTES) {
      memory.set(ValueLayout.JAVA_LONG, at, random.nextLong());
    }
  }

  /** The size of the block device that a fileset is, or what its definition says. */
  static long deviceBytes(FileSystemSession session, LaidOutFileset fileset) throws IOException {
    FileStat stat = new FileStat();
    OpenMode mode = fileset.writeOnly() ? OpenMode.WRITE : OpenMode.READ;
    try (FileHandle device = session.open(FilePath.of(fileset.root()), mode)) {
      device.stat(stat);
    }
    return stat.sizeBytes > 0 ? stat.sizeBytes : fileset.sizeBytes(0);
  }

  /** Writes a file from its start; does not sync it. */
  void write(FileHandle handle, FilePath path, int file, long sizeBytes) throws IOException {
    for (long offset = 0; offset < sizeBytes; ) {
      int length = (int) Math.min(chunkBytes, sizeBytes - offset);
      stamp(file, offset, length);
      int done = 0;
      while (done < length) {
        buffer.window(done, length - done);
        int written = handle.write(buffer, length - done, offset + done);
        if (written <= 0) {
          throw new TargetException(ErrorKind.ENOSPC, 0, "write", path.toString(), offset + done);
        }
        done += written;
      }
      offset += length;
      if (offset < sizeBytes && cancelled.getAsBoolean()) {
        throw new InterruptedIOException("stopped");
      }
    }
  }

  /** Multiplication by an odd number maps different (file, block) pairs to different numbers. */
  private void stamp(int file, long offset, int length) {
    if (codec != null && ledger != null) {
      for (int at = 0; at < length; at += ledger.blockBytes()) {
        codec.compose(memory, at, file, offset + at, ledger.run(), BlockLedger.LAID_OUT);
      }
      return;
    }
    if (shrinking != null) {
      long key = RandomStream.derive(seed, Integer.toString(file));
      shrinking.fill(memory, 0, length, key, offset / BLOCK_BYTES);
      return;
    }
    for (int at = 0; at < length; at += BLOCK_BYTES) {
      long block = (offset + at) / BLOCK_BYTES;
      long number = ((block << 31) + file + 1) * 0x9E3779B97F4A7C15L ^ seed;
      memory.set(ValueLayout.JAVA_LONG, at, number);
    }
  }
}
