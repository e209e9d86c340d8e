package wml.api.verify;

import java.io.IOException;

/**
 * Takes what was written and what was acknowledged, in the order in which it is told. Called by all
 * threads; allocates nothing when warm.
 */
public interface WriteLog {
  /** Before a write is issued. */
  void issued(int fileset, int file, long firstBlock, int blocks, long generation)
      throws IOException;

  /**
   * After a write was acknowledged.
   *
   * @param durable it was acknowledged as durable, as with O_SYNC
   */
  void acknowledged(int fileset, int file, long generation, boolean durable) throws IOException;

  /**
   * Before a file is synced.
   *
   * @return for {@link #synced}
   */
  long syncIssued(int fileset, int file) throws IOException;

  /** After a sync was acknowledged: all writes to the file acknowledged before it are durable. */
  void synced(int fileset, int file, long sync) throws IOException;

  /** Before a file is removed: nothing of it need be found from now on. */
  void voided(int fileset, int file);
}
