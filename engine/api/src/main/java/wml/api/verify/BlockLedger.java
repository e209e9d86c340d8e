package wml.api.verify;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run has written to the files of one fileset, block by block. Shared by all threads,
 * lock-free; 8 bytes per block of files that exist or are written, and some 100 per file.
 *
 * <p>A block has one writer at a time: another waits, untimed, before it starts. So what a block
 * must hold is never open to doubt, but while it is written and after a write that failed.
 *
 * <p>A block's state is the generation last issued, 0 if nothing is known (the block was never
 * written, or by an earlier run), and three flags.
 */
public final class BlockLedger {
  /** The most blocks of one fileset: 1 GiB of states. */
  public static final long MAX_BLOCKS = 1L << 27;

  public static final long WRITING = 1L << 63;

  /** A write failed: it may have happened, or not, or in part. */
  public static final long UNCERTAIN = 1L << 62;

  /** The generation has been read. */
  public static final long SEEN = 1L << 61;

  /** What all blocks have that were laid out with the fileset. */
  public static final long LAID_OUT = 1;

  private static final long GENERATION = BlockFormat.MAX_GENERATION;

  private final BlockFormat format;
  private final int run;
  private final AtomicReferenceArray<@Nullable FileBlocks> files;
  private final IntToLongFunction sizes;
  private final AtomicLong generations = new AtomicLong(LAID_OUT);
  private @Nullable WriteLog log;
  private int index;

  /**
   * @param run tells the run's blocks from those of runs before: 1 to 2^24 - 1
   * @param sizes of files as they are laid out
   */
  public BlockLedger(BlockFormat format, int run, int files, IntToLongFunction sizes) {
    this.format = format;
    this.run = run;
    this.files = new AtomicReferenceArray<>(files);
    this.sizes = sizes;
  }

  public BlockFormat format() {
    return format;
  }

  public int run() {
    return run;
  }

  public int blockBytes() {
    return format.blockBytes();
  }

  /** Tells a log of writes from now on; before threads use the ledger. */
  public void journal(WriteLog writes, int filesetIndex) {
    log = writes;
    index = filesetIndex;
  }

  public @Nullable WriteLog log() {
    return log;
  }

  public int index() {
    return index;
  }

  /** The run has written a whole file while it laid the fileset out. */
  public void laidOut(int file) {
    files.set(file, new FileBlocks(blocksOf(file), LAID_OUT));
  }

  /** A file is about to be removed: nothing is known of what stands there next. */
  public void forget(int file) {
    files.set(file, null);
    WriteLog writes = log;
    if (writes != null) {
      writes.voided(index, file);
    }
  }

  /** The fileset is about to be laid out anew, or taken as it stands. */
  public void forgetAll() {
    for (int file = 0; file < files.length(); file++) {
      files.set(file, null);
    }
  }

  private int blocksOf(int file) {
    return Math.toIntExact(sizes.applyAsLong(file) / blockBytes());
  }

  private FileBlocks blocks(int file) {
    FileBlocks known = files.get(file);
    if (known == null) {
      FileBlocks made = new FileBlocks(blocksOf(file), 0);
      known = files.compareAndSet(file, null, made) ? made : files.get(file);
    }
    return known == null ? new FileBlocks(0, 0) : known;
  }

  public long state(int file, long block) {
    FileBlocks known = files.get(file);
    return known == null ? 0 : known.get(block);
  }

  /** Makes the caller the block's writer, unless it has one. */
  public boolean claim(int file, long block) {
    FileBlocks blocks = blocks(file);
    long state = blocks.get(block);
    return (state & WRITING) == 0 && blocks.change(block, state, state | WRITING);
  }

  /** The writer gives a claim back without having written. */
  public void unclaim(int file, long block) {
    FileBlocks blocks = blocks(file);
    blocks.set(block, blocks.get(block) & ~WRITING);
  }

  /** The number of the next write, larger than those before. */
  public long nextGeneration() {
    long next = generations.incrementAndGet();
    if (next > GENERATION) {
      throw new IllegalStateException("more than " + GENERATION + " writes to one fileset");
    }
    return next;
  }

  /** The writer's block gets a generation. */
  public void state(int file, long block, long generation, long flags) {
    blocks(file).set(block, generation | flags);
  }

  /** A read has found the generation, if it still is the last. */
  public void seen(int file, long block, long state) {
    if ((state & SEEN) == 0) {
      blocks(file).change(block, state, state | SEEN);
    }
  }

  public static long generation(long state) {
    return state & GENERATION;
  }
}
