package wml.targets.wire.relay;

/**
 * What a relay does to the bytes of a connection, in each direction.
 *
 * @param delayNanos how much later they arrive: half of what a round trip takes longer
 * @param bytesPerSecond how fast they follow one another; 0: as they come
 * @param cutEveryNanos how often all connections are cut; 0: never
 */
public record RelayConditions(long delayNanos, long bytesPerSecond, long cutEveryNanos) {
  public RelayConditions {
    if (delayNanos < 0 || bytesPerSecond < 0 || cutEveryNanos < 0) {
      throw new IllegalArgumentException("a condition below 0");
    }
  }

  /** Whether a relay would change anything. */
  public boolean isAny() {
    return delayNanos > 0 || bytesPerSecond > 0 || cutEveryNanos > 0;
  }
}
