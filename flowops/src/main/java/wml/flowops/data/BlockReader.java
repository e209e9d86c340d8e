package wml.flowops.data;

import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.flowop.OpenFile;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.verify.BlockCodec;
import wml.api.verify.BlockLedger;
import wml.api.verify.Finding;
import wml.api.verify.VerificationException;

/**
 * Checks what a flowop reads: {@link #sample} in its {@code prepare}, {@link #check} in its {@code
 * after}. A block that is written while it is read may hold what it held before, the new
 * generation, or parts of both. Files of filesets without {@code verify} pass. Owned by one thread.
 */
final class BlockReader {
  private static final long UNSETTLED = BlockLedger.WRITING | BlockLedger.UNCERTAIN;

  private final FilePath path = new FilePath();
  private long[] before = new long[1];
  private long sampledFirst;
  private int sampled;
  private @Nullable BlockCodec codec;
  private int findings;
  private @Nullable Finding firstFinding;
  private long firstOffset;
  private String firstDetail = "";

  /** Remembers what the blocks of a range should hold now. */
  public void sample(OpenFile from, long offset, long length) {
    BlockLedger ledger = from.fileset().ledger();
    if (ledger == null) {
      return;
    }
    int blockBytes = ledger.blockBytes();
    sampledFirst = offset / blockBytes;
    sampled = Math.toIntExact((offset + length + blockBytes - 1) / blockBytes - sampledFirst);
    if (before.length < sampled) {
      before = new long[sampled];
    }
    int file = from.entry();
    for (int i = 0; i < sampled; i++) {
      before[i] = ledger.state(file, sampledFirst + i);
    }
  }

  /**
   * Checks the whole blocks among what was read.
   *
   * @param memory whose window starts with what was read
   * @param bytes read
   * @param ended the file ended behind them
   * @throws VerificationException if one is not what it should be
   */
  public void check(OpenFile from, IoBuffer memory, long offset, long bytes, boolean ended)
      throws VerificationException {
    Fileset fileset = from.fileset();
    BlockLedger ledger = fileset.ledger();
    if (ledger == null) {
      return;
    }
    BlockCodec with = codec;
    if (with == null) {
      with = new BlockCodec(ledger.format());
      codec = with;
    }
    with.format(ledger.format());
    findings = 0;
    firstFinding = null;
    int blockBytes = ledger.blockBytes();
    long first = (offset + blockBytes - 1) / blockBytes;
    long end = (offset + bytes) / blockBytes;
    int file = from.entry();
    for (long block = first; block < end; block++) {
      long at = memory.start() + block * blockBytes - offset;
      block(ledger, with, memory, at, file, block);
    }
    if (ended) {
      missing(ledger, file, (offset + bytes) / blockBytes);
    }
    if (firstFinding != null) {
      throw named(fileset, file);
    }
  }

  private VerificationException named(Fileset fileset, int file) {
    fileset.files().path(file, path);
    String more = findings > 1 ? "; %d more block(s) of this read".formatted(findings - 1) : "";
    Finding finding = firstFinding == null ? Finding.CORRUPT : firstFinding;
    return new VerificationException(finding, path.toString(), firstOffset, firstDetail + more);
  }

  /** A range that was not sampled may hold anything that was ever written there. */
  private long before(long block) {
    long i = block - sampledFirst;
    return i >= 0 && i < sampled ? before[(int) i] : BlockLedger.UNCERTAIN;
  }

  private static boolean isSettled(long before, long now) {
    return (before & UNSETTLED) == 0 && ((before ^ now) & ~BlockLedger.SEEN) == 0;
  }

  private void block(
      BlockLedger ledger, BlockCodec with, IoBuffer memory, long at, int file, long block) {
    long offset = block * ledger.blockBytes();
    BlockCodec.Verdict verdict = with.examine(memory.memory(), at, file, offset);
    long earlier = before(block);
    long now = ledger.state(file, block);
    boolean settled = isSettled(earlier, now);
    switch (verdict) {
      case WHOLE -> whole(ledger, with, file, block, earlier, now);
      case ZEROS -> older(ledger, block, earlier, 0, "it holds zeros");
      case MISPLACED ->
          found(
              ledger, block, Finding.MISPLACED, with.belongs(memory.memory(), at, "this fileset"));
      case TORN -> {
        if (settled) {
          found(ledger, block, Finding.TORN, with.detail());
        }
      }
      case CORRUPT -> {
        if (settled) {
          found(ledger, block, Finding.CORRUPT, with.detail());
        }
      }
    }
  }

  private void whole(
      BlockLedger ledger, BlockCodec with, int file, long block, long earlier, long now) {
    boolean ours = with.run() == ledger.run();
    long held = ours ? with.generation() : 0;
    if (held == BlockLedger.generation(now)) {
      if ((now & UNSETTLED) == 0) {
        ledger.seen(file, block, now);
      }
      return;
    }
    if (held > BlockLedger.generation(now) && isSettled(earlier, now)) {
      if (BlockLedger.generation(now) > 0) {
        found(
            ledger,
            block,
            Finding.CORRUPT,
            "it holds generation %d, which was never issued".formatted(held));
      }
      return;
    }
    older(
        ledger,
        block,
        earlier,
        held,
        ours ? "it holds generation " + held : "it holds what a run before wrote");
  }

  /** Whether what a block holds is too old. */
  private void older(BlockLedger ledger, long block, long earlier, long held, String what) {
    long lowest = (earlier & UNSETTLED) != 0 ? 0 : BlockLedger.generation(earlier);
    if (held >= lowest) {
      return;
    }
    Finding finding = (earlier & BlockLedger.SEEN) != 0 ? Finding.STALE : Finding.LOST_WRITE;
    String seen = finding == Finding.STALE ? " and had been read" : "";
    found(
        ledger,
        block,
        finding,
        what + ", but generation " + lowest + " was acknowledged before" + seen);
  }

  /** The file ends before blocks that were acknowledged. */
  private void missing(BlockLedger ledger, int file, long block) {
    long earlier = before(block);
    if (isSettled(earlier, ledger.state(file, block)) && BlockLedger.generation(earlier) > 0) {
      found(
          ledger,
          block,
          Finding.LOST_WRITE,
          "the file ends there, but generation "
              + BlockLedger.generation(earlier)
              + " was acknowledged before");
    }
  }

  private void found(BlockLedger ledger, long block, Finding finding, String detail) {
    if (findings++ == 0) {
      firstFinding = finding;
      firstOffset = block * ledger.blockBytes();
      firstDetail = detail;
    }
  }
}
