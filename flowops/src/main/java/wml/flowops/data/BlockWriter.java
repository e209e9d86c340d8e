package wml.flowops.data;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.OpenFile;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.api.verify.BlockCodec;
import wml.api.verify.BlockLedger;
import wml.api.verify.WriteLog;

/**
 * Makes what a flowop writes verifiable: {@link #begin} in its {@code prepare}, {@link #done} in
 * its {@code after}, {@link #failed} if {@code run} throws. Files of filesets without {@code
 * verify} pass. Owned by one thread.
 */
final class BlockWriter {
  private static final long NAP_NANOS = 20_000;

  private final FilePath path = new FilePath();
  private final boolean mapped;
  private @Nullable BlockCodec codec;
  private @Nullable BlockLedger ledger;
  private boolean durable;
  private int file;
  private long first;
  private int blocks;
  private long generation;

  /**
   * @param mapped writes go to mapped memory, where no way of opening makes them durable
   */
  public BlockWriter(boolean mapped) {
    this.mapped = mapped;
  }

  /**
   * Fills a buffer's window with the next generation of the blocks that it goes to.
   *
   * @return false if the run stopped while another thread wrote one of them
   */
  public boolean begin(
      OpenFile into, IoBuffer buffer, int length, long offset, FlowopContext context)
      throws IOException {
    ledger = null;
    BlockLedger own = into.fileset().ledger();
    if (own == null || length == 0) {
      return true;
    }
    int blockBytes = own.blockBytes();
    if (offset % blockBytes != 0 || length % blockBytes != 0) {
      into.fileset().files().path(into.entry(), path);
      throw new TargetException(
          ErrorKind.EINVAL,
          0,
          "write of %d bytes, not whole verified blocks of %d, to".formatted(length, blockBytes),
          path.toString(),
          offset);
    }
    file = into.entry();
    durable = into.isSynchronous() && !mapped;
    first = offset / blockBytes;
    blocks = length / blockBytes;
    if (!claim(own, context)) {
      return false;
    }
    ledger = own;
    generation = own.nextGeneration();
    for (int i = 0; i < blocks; i++) {
      own.state(file, first + i, generation, BlockLedger.WRITING);
    }
    compose(own, buffer);
    WriteLog log = own.log();
    boolean told = false;
    try {
      if (log != null) {
        log.issued(own.index(), file, first, blocks, generation);
      }
      told = true;
    } finally {
      if (!told) {
        failed();
      }
    }
    return true;
  }

  /** In ascending order, so that no two writers wait for each other. */
  private boolean claim(BlockLedger own, FlowopContext context) {
    for (int i = 0; i < blocks; i++) {
      while (!own.claim(file, first + i)) {
        if (context.stopping()) {
          for (int j = 0; j < i; j++) {
            own.unclaim(file, first + j);
          }
          return false;
        }
        LockSupport.parkNanos(this, NAP_NANOS);
      }
    }
    return true;
  }

  private void compose(BlockLedger own, IoBuffer buffer) {
    BlockCodec with = codec;
    if (with == null) {
      with = new BlockCodec(own.format());
      codec = with;
    }
    with.format(own.format());
    int blockBytes = own.blockBytes();
    for (int i = 0; i < blocks; i++) {
      long at = (long) i * blockBytes;
      long offset = (first + i) * blockBytes;
      with.compose(buffer.memory(), buffer.start() + at, file, offset, own.run(), generation);
    }
  }

  /** The write was acknowledged. */
  public void done() throws IOException {
    BlockLedger own = ledger;
    if (own == null) {
      return;
    }
    ledger = null;
    WriteLog log = own.log();
    try {
      if (log != null) {
        log.acknowledged(own.index(), file, generation, durable);
      }
    } finally {
      for (int i = 0; i < blocks; i++) {
        own.state(file, first + i, generation, 0);
      }
    }
  }

  /** The write failed: it may have happened in part. */
  public void failed() {
    BlockLedger own = ledger;
    ledger = null;
    for (int i = 0; own != null && i < blocks; i++) {
      own.state(file, first + i, generation, BlockLedger.UNCERTAIN);
    }
  }
}
