package wml.runtime.fileset;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A concurrent set of small numbers that finds its next member fast, however few there are. All
 * methods are lock-free and allocate nothing.
 *
 * <p>Layout: 64 numbers per word; a word of the level above has one bit per word below, set if that
 * word may have members; up to a level of one word. 10 million numbers need 4 levels, 1.27 MB.
 *
 * <p>Why no member is missed: who makes a word non-empty sets the bit above afterwards; who empties
 * one clears the bit above and then looks at the word again. Between the two a member may be
 * invisible from above, so who finds nothing by {@link #next} but must be certain uses {@link
 * #nextByScan}, which looks through the lowest level: some 10 us per million numbers.
 */
final class IndexedBits {
  static final int NONE = -1;

  private final AtomicLongArray[] levels;
  private final int size;

  /** An empty set that numbers below {@code size} can be put in. */
  IndexedBits(int size) {
    this.size = size;
    int depth = 1;
    for (long words = words(size); words > 1; words = words((int) words)) {
      depth++;
    }
    levels = new AtomicLongArray[depth];
    int bits = size;
    for (int level = 0; level < depth; level++) {
      bits = words(bits);
      levels[level] = new AtomicLongArray(bits);
    }
  }

  private static int words(int bits) {
    return Math.max(1, (bits >>> 6) + ((bits & 63) == 0 ? 0 : 1));
  }

  boolean contains(int number) {
    return (levels[0].get(number >>> 6) >>> number & 1) != 0;
  }

  void add(int number) {
    add(0, number);
  }

  private void add(int fromLevel, int number) {
    int at = number;
    for (int level = fromLevel; level < levels.length; level++) {
      if (levels[level].getAndAccumulate(at >>> 6, 1L << at, (a, b) -> a | b) != 0) {
        return;
      }
      at >>>= 6;
    }
  }

  void remove(int number) {
    remove(0, number);
  }

  private void remove(int level, int at) {
    int word = at >>> 6;
    long left = levels[level].accumulateAndGet(word, ~(1L << at), (a, b) -> a & b);
    if (left == 0 && level + 1 < levels.length) {
      remove(level + 1, word);
      if (levels[level].get(word) != 0) {
        add(level + 1, word);
      }
    }
  }

  /** Puts all numbers in, or takes all out. While no other thread uses the set. */
  void fill(boolean members) {
    int bits = size;
    for (AtomicLongArray level : levels) {
      for (int word = 0; word < level.length(); word++) {
        int rest = bits - (word << 6);
        long full = rest >= 64 ? -1L : (1L << rest) - 1;
        level.setPlain(word, members ? full : 0);
      }
      bits = level.length();
    }
  }

  /**
   * The smallest member that is not below {@code from}, or {@link #NONE}. Climbs until a word has a
   * later member, then descends: below 100 ns. May miss members that another thread is putting in,
   * or whose neighbour it is taking out.
   */
  int next(int from) {
    int at = from;
    int level = 0;
    while (level < levels.length) {
      int word = at >>> 6;
      if (word >= levels[level].length()) {
        return NONE;
      }
      long rest = levels[level].get(word) & -1L << at;
      if (rest == 0) {
        at = word + 1;
        level++;
      } else if (level == 0) {
        return (word << 6) + Long.numberOfTrailingZeros(rest);
      } else {
        at = ((word << 6) + Long.numberOfTrailingZeros(rest)) << 6;
        level--;
      }
    }
    return NONE;
  }

  /** As {@link #next}, but sees every member that is in the set throughout the call. */
  int nextByScan(int from) {
    AtomicLongArray lowest = levels[0];
    long mask = -1L << from;
    for (int word = from >>> 6; word < lowest.length(); word++) {
      long rest = lowest.get(word) & mask;
      if (rest != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(rest);
      }
      mask = -1L;
    }
    return NONE;
  }

  /** Heap bytes of all levels. */
  long footprintBytes() {
    long bytes = 0;
    for (AtomicLongArray level : levels) {
      bytes += 8L * level.length();
    }
    return bytes;
  }
}
