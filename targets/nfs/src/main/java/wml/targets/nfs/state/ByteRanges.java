package wml.targets.nfs.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The locked ranges of a file, with the meaning of POSIX: an owner's new range replaces what it
 * held there, splitting and merging. Ends are inclusive and unsigned. Guarded by the lock of {@link
 * ServerState}.
 */
public final class ByteRanges {
  /** Of one file. */
  static final int MOST = 1 << 16;

  /**
   * Part of a file that is locked.
   *
   * @param last of its bytes; -1: to the end of the file, however long that gets
   */
  public record Range(LockState by, boolean write, long first, long last) {
    private boolean overlaps(long otherFirst, long otherLast) {
      return Long.compareUnsigned(first, otherLast) <= 0
          && Long.compareUnsigned(otherFirst, last) <= 0;
    }

    /** As {@code length4} has it. */
    public long length() {
      return last == -1 ? -1 : last - first + 1;
    }
  }

  private final List<Range> ranges = new ArrayList<>(2);

  /** One that stands against a lock of an owner; null if none does. */
  @Nullable Range conflict(Owner owner, boolean write, long first, long last) {
    for (Range range : ranges) {
      if ((write || range.write())
          && range.overlaps(first, last)
          && !range.by().owner.equals(owner)) {
        return range;
      }
    }
    return null;
  }

  boolean isFull() {
    return ranges.size() >= MOST;
  }

  boolean holds(LockState by) {
    for (Range range : ranges) {
      if (range.by() == by) {
        return true;
      }
    }
    return false;
  }

  void lock(LockState by, boolean write, long first, long last) {
    unlock(by, first, last);
    long begin = first;
    long end = last;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Range range = ranges.get(i);
      if (range.by() != by || range.write() != write) {
        continue;
      }
      if (range.last() != -1 && range.last() + 1 == begin) {
        begin = range.first();
        ranges.remove(i);
      } else if (end != -1 && end + 1 == range.first()) {
        end = range.last();
        ranges.remove(i);
      }
    }
    ranges.add(new Range(by, write, begin, end));
  }

  void unlock(LockState by, long first, long last) {
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Range range = ranges.get(i);
      if (range.by() != by || !range.overlaps(first, last)) {
        continue;
      }
      ranges.remove(i);
      if (Long.compareUnsigned(range.first(), first) < 0) {
        ranges.add(new Range(by, range.write(), range.first(), first - 1));
      }
      if (Long.compareUnsigned(last, range.last()) < 0) {
        ranges.add(new Range(by, range.write(), last + 1, range.last()));
      }
    }
  }

  void unlockAll(LockState by) {
    ranges.removeIf(range -> range.by() == by);
  }

  /** How many there are. */
  int size() {
    return ranges.size();
  }
}
