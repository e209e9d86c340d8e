package wml.targets.nfs.pnfs;

/** A client's layout of one file. Guarded by its file's lock. */
final class LayoutHolder {
  /** Of NFS 4. */
  final long client;

  /** Which layout it is, among all of this server. */
  final long number;

  /** Rises with every LAYOUTGET and LAYOUTRETURN, from 1. */
  int sequence;

  /** Whether it may write. */
  boolean writes;

  /** When it was asked back, by {@link System#nanoTime}; 0: it was not. */
  volatile long recalledAt;

  /** Whether the client can't be asked: it is shut out. */
  volatile boolean isForgotten;

  LayoutHolder(long client, long number) {
    this.client = client;
    this.number = number;
  }
}
