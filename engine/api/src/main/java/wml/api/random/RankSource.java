package wml.api.random;

/** Draws items out of ranges whose length may differ at each call. One thread's. */
@FunctionalInterface
public interface RankSource {
  /**
   * The next item.
   *
   * @param items how many there are, at least 1; up to 2^62
   * @param itemSize what one item is worth where a distribution is of values: bytes per block of a
   *     file; 1 where values are indexes
   * @return from 0 to items - 1
   */
  long next(long items, long itemSize);
}
