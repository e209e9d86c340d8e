package wml.api.fileset;

/**
 * What a fileset's files hold.
 *
 * @param verifyBytes size of the blocks that carry what verifies them; 0: none do
 * @param compressPercent share of the bytes that a compressor can remove
 * @param dedupPercent share of the 4 KiB blocks that repeat others
 */
public record Contents(int verifyBytes, int compressPercent, int dedupPercent) {
  /** Random bytes that neither compression nor deduplication shrinks. */
  public static final Contents RANDOM = new Contents(0, 0, 0);

  public boolean verified() {
    return verifyBytes > 0;
  }

  /** Whether a storage system can make less of it. */
  public boolean shrinks() {
    return compressPercent > 0 || dedupPercent > 0;
  }
}
