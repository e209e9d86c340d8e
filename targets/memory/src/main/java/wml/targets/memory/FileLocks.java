package wml.targets.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The locks on ranges of a file. Shared by all threads; allocates only to hold more than ever. */
final class FileLocks {
  private @Nullable MemoryHandle[] owners = new MemoryHandle[4];
  private long[] starts = new long[4];
  private long[] ends = new long[4];
  private boolean[] exclusives = new boolean[4];
  private int count;

  /** False if another owner's lock is in the way. */
  synchronized boolean tryLock(MemoryHandle owner, long start, long end, boolean exclusive) {
    int own = count;
    for (int i = 0; i < count; i++) {
      boolean mine = owners[i] == owner;
      if (!mine && starts[i] < end && start < ends[i] && (exclusive || exclusives[i])) {
        return false;
      }
      if (mine && starts[i] == start && ends[i] == end) {
        own = i;
      }
    }
    if (own == owners.length) {
      owners = Arrays.copyOf(owners, 2 * own);
      starts = Arrays.copyOf(starts, 2 * own);
      ends = Arrays.copyOf(ends, 2 * own);
      exclusives = Arrays.copyOf(exclusives, 2 * own);
    }
    owners[own] = owner;
    starts[own] = start;
    ends[own] = end;
    exclusives[own] = exclusive;
    count = Math.max(count, own + 1);
    return true;
  }

  /** Gives up what an owner has locked within a range. */
  synchronized void unlock(MemoryHandle owner, long start, long end) {
    for (int i = count - 1; i >= 0; i--) {
      if (owners[i] == owner && start <= starts[i] && ends[i] <= end) {
        count--;
        owners[i] = owners[count];
        starts[i] = starts[count];
        ends[i] = ends[count];
        exclusives[i] = exclusives[count];
        owners[count] = null;
      }
    }
  }
}
