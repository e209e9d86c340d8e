package wml.targets.nfs.client.v4;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;

/**
 * A file's layout, which all of a client's opens of it share. Who uses it says so before and after;
 * once it is recalled nobody new may, and the last who did gives it back. Takes no lock.
 */
final class SharedLayout {
  private static final int RECALLED = 1 << 30;

  private final LayoutKey key;
  private final Handle handle;
  private final int unitBytes;
  private final DataColumn[][] mirrors;
  private final boolean writes;
  private final boolean commitsThroughMetadata;
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicLong size;
  private final AtomicLong end = new AtomicLong();

  /** Guarded by {@link Layouts4}: what LAYOUTCOMMIT said last, opens that use it, its stateid. */
  long committedEnd;

  int opens;
  final StateId stateid;

  SharedLayout(
      Handle file,
      StateId stateid,
      int unitBytes,
      DataColumn[][] mirrors,
      boolean writes,
      boolean commitsThroughMetadata,
      long size) {
    handle = new Handle().set(file);
    key = new LayoutKey().set(file);
    this.stateid = new StateId().set(stateid);
    this.unitBytes = unitBytes;
    this.mirrors = mirrors;
    this.writes = writes;
    this.commitsThroughMetadata = commitsThroughMetadata;
    this.size = new AtomicLong(size);
  }

  Handle handle() {
    return handle;
  }

  LayoutKey key() {
    return key;
  }

  int mirrors() {
    return mirrors.length;
  }

  boolean writes() {
    return writes;
  }

  /** NFL4_UFLG_COMMIT_THRU_MDS. */
  boolean commitsThroughMetadata() {
    return commitsThroughMetadata;
  }

  DataColumn column(int mirror, long offset) {
    DataColumn[] columns = mirrors[mirror];
    return columns[(int) (offset / unitBytes % columns.length)];
  }

  /** Stripe unit that holds an offset. */
  long unit(long offset) {
    return offset / unitBytes;
  }

  long unitEnd(long offset) {
    return (offset / unitBytes + 1) * unitBytes;
  }

  /** False: it was recalled. */
  boolean enter() {
    while (true) {
      int now = users.get();
      if ((now & RECALLED) != 0) {
        return false;
      }
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  /** Whether who left is to give it back. */
  boolean leave() {
    return users.decrementAndGet() == RECALLED;
  }

  /** Nobody new may use it; whether who says so is to give it back, as nobody does. */
  boolean recall() {
    while (true) {
      int now = users.get();
      if ((now & RECALLED) != 0) {
        return false;
      }
      if (users.compareAndSet(now, now | RECALLED)) {
        return now == 0;
      }
    }
  }

  boolean isRecalled() {
    return (users.get() & RECALLED) != 0;
  }

  /** Of the file, as far as this client knows. */
  long size() {
    return size.get();
  }

  void found(long itsSize) {
    size.accumulateAndGet(Math.max(itsSize, end.get()), Math::max);
  }

  /** This client has written up to there. */
  void wrote(long to) {
    end.accumulateAndGet(to, Math::max);
    size.accumulateAndGet(to, Math::max);
  }

  long end() {
    return end.get();
  }
}
