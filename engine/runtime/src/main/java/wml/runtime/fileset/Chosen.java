package wml.runtime.fileset;

import wml.api.random.RandomStream;

/**
 * Which entries exist at the start: each chosen by itself with one probability. One bit per entry,
 * none if all or no entries are. Immutable.
 */
final class Chosen {
  private final long[] bits;
  private final int count;
  private final boolean all;

  private Chosen(long[] bits, int count, boolean all) {
    this.bits = bits;
    this.count = count;
    this.all = all;
  }

  static Chosen of(int entries, int percent, RandomStream stream) {
    if (percent <= 0 || percent >= 100) {
      return new Chosen(new long[0], percent <= 0 ? 0 : entries, percent >= 100);
    }
    long[] bits = new long[(entries >>> 6) + 1];
    int count = 0;
    for (int entry = 0; entry < entries; entry++) {
      if (stream.nextDouble() * 100 < percent) {
        bits[entry >>> 6] |= 1L << entry;
        count++;
      }
    }
    return new Chosen(bits, count, false);
  }

  boolean contains(int entry) {
    return all || (bits.length > 0 && (bits[entry >>> 6] >>> entry & 1) != 0);
  }

  int count() {
    return count;
  }

  long footprintBytes() {
    return 8L * bits.length;
  }
}
