package wml.targets.nfs.store;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a file's content that were written, by number: a tree of tables of 512, so that what
 * lies far behind everything else costs three tables (6 KiB), not a table up to there. Its owner's
 * monitor guards it.
 */
final class ChunkTree {
  private static final int BITS = 9;
  private static final int FAN_OUT = 1 << BITS;
  private static final int LEVELS = 3;

  /** Numbers that there are. */
  static final int MOST = 1 << (BITS * LEVELS);

  private @Nullable Object[] root = new Object[0];

  private static int place(int index, int level) {
    return index >>> (BITS * level) & FAN_OUT - 1;
  }

  @Nullable ByteBuffer get(int index) {
    @Nullable Object[] table = root;
    for (int level = LEVELS - 1; level > 0; level--) {
      int at = place(index, level);
      if (at >= table.length || !(table[at] instanceof Object[] next)) {
        return null;
      }
      table = next;
    }
    int at = place(index, 0);
    return at < table.length ? (ByteBuffer) table[at] : null;
  }

  void put(int index, ByteBuffer chunk) {
    if (root.length == 0) {
      root = new Object[FAN_OUT];
    }
    @Nullable Object[] table = root;
    for (int level = LEVELS - 1; level > 0; level--) {
      int at = place(index, level);
      if (table[at] instanceof Object[] next) {
        table = next;
      } else {
        Object[] made = new Object[FAN_OUT];
        table[at] = made;
        table = made;
      }
    }
    table[place(index, 0)] = chunk;
  }

  /** Takes one away that is there. */
  void remove(int index) {
    @Nullable Object[] table = root;
    for (int level = LEVELS - 1; level > 0; level--) {
      if (!(table[place(index, level)] instanceof Object[] next)) {
        return;
      }
      table = next;
    }
    table[place(index, 0)] = null;
  }

  /** The first one at or behind a number; {@link #MOST} if there is none. */
  int next(int from) {
    return next(root, LEVELS - 1, from);
  }

  private static int next(@Nullable Object[] table, int level, int from) {
    int span = 1 << (BITS * level);
    for (int at = Math.max(0, from) / span; at < table.length; at++) {
      Object there = table[at];
      if (there instanceof Object[] below) {
        int found = next(below, level - 1, from - at * span);
        if (found < MOST) {
          return at * span + found;
        }
      } else if (there != null) {
        return at;
      }
    }
    return MOST;
  }

  /** Takes away all from a number on; returns how many there were. */
  int cut(int from) {
    int count = cut(root, LEVELS - 1, from);
    if (from == 0) {
      root = new Object[0];
    }
    return count;
  }

  /**
   * @param from in the numbers of this table, at or below 0 for all of it
   */
  private static int cut(@Nullable Object[] table, int level, int from) {
    int count = 0;
    int span = 1 << (BITS * level);
    for (int at = Math.max(0, from) / span; at < table.length; at++) {
      Object there = table[at];
      if (there instanceof Object[] next) {
        int rest = from - at * span;
        count += cut(next, level - 1, rest);
        if (rest <= 0) {
          table[at] = null;
        }
      } else if (there != null) {
        table[at] = null;
        count++;
      }
    }
    return count;
  }
}
