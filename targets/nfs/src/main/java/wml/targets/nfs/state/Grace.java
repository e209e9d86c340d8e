package wml.targets.nfs.state;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.targets.wire.xdr.Opaque;

/**
 * The time after a restart in which clients reclaim what they held, and nobody gets anything new
 * (RFC 8881, section 8.4.2). It ends when all have reclaimed, or after a lease. Without records of
 * clients there is none, and nothing can be reclaimed. Guarded by the lock of {@link ServerState},
 * but for {@link #isOver}.
 */
final class Grace {
  private final @Nullable ClientRecords records;
  private final Set<Opaque> absent = new HashSet<>();
  private final Set<Opaque> recorded = new HashSet<>();
  private final Set<Opaque> known = new HashSet<>();
  private final long endNanos;
  private volatile boolean over;

  Grace(@Nullable ClientRecords records, long nowNanos, long leaseNanos) {
    this.records = records;
    endNanos = nowNanos + leaseNanos;
    if (records != null) {
      known.addAll(records.before());
      absent.addAll(known);
      recorded.addAll(known);
    }
    over = absent.isEmpty();
  }

  boolean isOver() {
    return over;
  }

  /** Whether it still lasts. */
  boolean lasts(long nowNanos) {
    if (!over && (absent.isEmpty() || nowNanos - endNanos >= 0)) {
      over = true;
      for (Opaque owner : absent) {
        forget(owner);
      }
    }
    return !over;
  }

  /** Whether a client held something before the restart. */
  boolean knew(Opaque owner) {
    return known.contains(owner);
  }

  /** A client has reclaimed all that it wants, and may hold new state from now on. */
  void completed(Opaque owner) throws IOException {
    absent.remove(owner);
    if (records != null && recorded.add(owner)) {
      records.add(owner);
    }
  }

  /** What a client held is gone. */
  void forget(Opaque owner) {
    if (records != null && recorded.remove(owner)) {
      try {
        records.remove(owner);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
