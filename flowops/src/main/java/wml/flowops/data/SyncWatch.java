package wml.flowops.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.OpenFile;
import wml.api.verify.BlockLedger;
import wml.api.verify.WriteLog;

/** Tells the log of a sync of one file: before it and after it. Owned by one thread. */
final class SyncWatch {
  private @Nullable WriteLog log;
  private int index;
  private int file;
  private long sync;

  /** A file is about to be synced. */
  public void begin(OpenFile synced) throws IOException {
    BlockLedger ledger = synced.fileset().ledger();
    log = ledger == null ? null : ledger.log();
    if (log != null && ledger != null) {
      index = ledger.index();
      file = synced.entry();
      sync = log.syncIssued(index, file);
    }
  }

  /** The sync was acknowledged. */
  public void done() throws IOException {
    if (log != null) {
      log.synced(index, file, sync);
    }
    log = null;
  }
}
