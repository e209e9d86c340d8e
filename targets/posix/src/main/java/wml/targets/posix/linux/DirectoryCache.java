package wml.targets.posix.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wml.api.target.FilePath;

/**
 * Descriptors of directories that a thread comes back to, so that the kernel resolves only the last
 * name of a path. A directory is opened when it is named twice in a row in its slot: who wanders
 * through many pays nothing. One that was removed, and perhaps made anew, shows by a failure; the
 * caller then forgets it and names the whole path. Owned by one thread.
 */
final class DirectoryCache {
  private static final int SLOTS = 16;

  /** Of all threads: descriptors are needed for files. */
  private static final AtomicInteger LEFT = new AtomicInteger(256);

  private static final int NONE = -1;

  private final CallState state;
  private final @Nullable Object[] owners = new Object[SLOTS];
  private final int[] numbers = new int[SLOTS];
  private final int[] descriptors = new int[SLOTS];

  DirectoryCache(CallState state) {
    this.state = state;
    Arrays.fill(descriptors, NONE);
  }

  /** Where a path is resolved from: its directory, or AT_FDCWD. */
  @SuppressWarnings("ReferenceEquality") // an owner is meant, not one like it
  int of(FilePath path) {
    Object owner = path.directoryOwner();
    if (owner == null || path.length() <= path.directoryLength()) {
      return Abi.AT_FDCWD;
    }
    int number = path.directory();
    int slot = number & (SLOTS - 1);
    if (owners[slot] != owner || numbers[slot] != number) {
      release(slot);
      owners[slot] = owner;
      numbers[slot] = number;
      return Abi.AT_FDCWD;
    }
    int descriptor = descriptors[slot];
    return descriptor == NONE ? open(path, slot) : descriptor;
  }

  /** What is left to resolve of a path: the address of a name if it starts from its directory. */
  static long address(FilePath path, int directory) {
    long start = path.memory().address();
    return directory == Abi.AT_FDCWD ? start : start + path.directoryLength() + 1;
  }

  private int open(FilePath path, int slot) {
    if (LEFT.getAndDecrement() <= 0) {
      LEFT.getAndIncrement();
      return Abi.AT_FDCWD;
    }
    MemorySegment text = path.memory();
    int end = path.directoryLength();
    byte slash = text.get(ValueLayout.JAVA_BYTE, end);
    text.set(ValueLayout.JAVA_BYTE, end, (byte) 0);
    int descriptor = LibC.openat(state, Abi.AT_FDCWD, text.address(), Abi.DIRECTORY_FLAGS, 0);
    text.set(ValueLayout.JAVA_BYTE, end, slash);
    if (descriptor < 0) {
      LEFT.getAndIncrement();
      return Abi.AT_FDCWD;
    }
    descriptors[slot] = descriptor;
    return descriptor;
  }

  /**
   * After a failure: whether the path is to be tried as a whole, because its directory may not be
   * the one that was opened any more. It is forgotten then.
   */
  boolean isStale(FilePath path, int directory, int errno) {
    if (directory == Abi.AT_FDCWD
        || (errno != Abi.ENOENT && errno != Abi.ENOTDIR && errno != Abi.ESTALE)) {
      return false;
    }
    release(path.directory() & (SLOTS - 1));
    return true;
  }

  private void release(int slot) {
    if (descriptors[slot] != NONE) {
      LibC.close(state, descriptors[slot]);
      LEFT.getAndIncrement();
      descriptors[slot] = NONE;
    }
    owners[slot] = null;
  }

  void close() {
    for (int slot = 0; slot < SLOTS; slot++) {
      release(slot);
    }
  }
}
