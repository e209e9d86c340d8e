package wml.targets.nfs.state;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a server are promised.
 *
 * @param leaseNanos how long a client that is silent keeps what it holds
 * @param delegations whether files may be delegated for reading
 * @param records clients that may reclaim after a restart; null: none may
 * @param nanoClock as {@link System#nanoTime}
 * @param pnfsFlags of EXCHANGE_ID: what the server is (EXCHGID4_FLAG_USE_*)
 * @param layoutTypes that the server hands out; best first
 * @param layoutBlockBytes best size of an access where there are layouts
 */
public record StateOptions(
    long leaseNanos,
    boolean delegations,
    @Nullable ClientRecords records,
    LongSupplier nanoClock,
    int pnfsFlags,
    List<Integer> layoutTypes,
    int layoutBlockBytes) {
  /** EXCHGID4_FLAG_USE_NON_PNFS. */
  private static final int NO_PNFS = 0x10000;

  public StateOptions {
    layoutTypes = List.copyOf(layoutTypes);
  }

  /** A lease of 90 s, delegations, nothing kept over a restart, no layouts. */
  public static StateOptions standard() {
    return new StateOptions(90_000_000_000L, true, null, System::nanoTime, NO_PNFS, List.of(), 0);
  }

  public StateOptions withLease(long nanos) {
    return new StateOptions(
        nanos, delegations, records, nanoClock, pnfsFlags, layoutTypes, layoutBlockBytes);
  }

  public StateOptions withRecords(ClientRecords kept) {
    return new StateOptions(
        leaseNanos, delegations, kept, nanoClock, pnfsFlags, layoutTypes, layoutBlockBytes);
  }

  public StateOptions withClock(LongSupplier clock) {
    return new StateOptions(
        leaseNanos, delegations, records, clock, pnfsFlags, layoutTypes, layoutBlockBytes);
  }

  public StateOptions withPnfs(int flags, List<Integer> types, int blockBytes) {
    return new StateOptions(leaseNanos, delegations, records, nanoClock, flags, types, blockBytes);
  }
}
