package wml.targets.wire.oncrpc;

/**
 * What a server grants its callers.
 *
 * @param connections at once; more are closed when they come
 * @param recordBytes longest message either way
 * @param patienceNanos how long a caller may take to send the rest of a message, or to take answers
 */
public record ServerLimits(int connections, int recordBytes, long patienceNanos) {
  /** For data of 1 MiB per call. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(1024, (1 << 20) + (64 << 10), 30_000_000_000L);
}
