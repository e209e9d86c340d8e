package wml.targets.nfs.pnfs;

/**
 * How new files lie on the data servers.
 *
 * @param unitBytes behind which the next server follows; a multiple of 64
 * @param mirrors how many servers hold each byte
 * @param type of the layouts that clients get: one of {@code LAYOUT4_*}
 */
public record StripeShape(int unitBytes, int mirrors, int type) {
  /** Of RFC 8881, section 13.3: the low six bits of the unit hold flags. */
  private static final int UNIT_STEP = 64;

  public StripeShape {
    if (unitBytes <= 0 || unitBytes % UNIT_STEP != 0) {
      throw new IllegalArgumentException(
          "a stripe unit of %d bytes; it is a multiple of %d".formatted(unitBytes, UNIT_STEP));
    }
  }

  /** Servers that one mirror is striped over. */
  int width(int servers) {
    if (mirrors < 1 || mirrors > servers || servers > FileRecord.MOST_SERVERS) {
      throw new IllegalArgumentException(
          "%d mirrors on %d data servers; there are 1 to %d servers, and no more mirrors"
              .formatted(mirrors, servers, FileRecord.MOST_SERVERS));
    }
    return servers / mirrors;
  }
}
