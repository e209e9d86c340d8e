package wml.runtime.fileset;

import java.util.Arrays;

/**
 * The sizes of a fileset's files in bytes: one number if all are equal, else 4 bytes per file while
 * they are below 2 GiB, else 8. Filled by one thread, then read by all.
 */
final class FileSizes {
  private final long constant;
  private int[] narrow = {};
  private long[] wide = {};
  private int count;
  private long totalBytes;

  private FileSizes(long constant) {
    this.constant = constant;
  }

  /** All files have one size. */
  static FileSizes constant(long sizeBytes, int files) {
    FileSizes sizes = new FileSizes(Math.max(0, sizeBytes));
    sizes.count = files;
    if (sizeBytes > 0 && files > Long.MAX_VALUE / sizeBytes) {
      throw tooLarge();
    }
    sizes.totalBytes = sizeBytes * files;
    return sizes;
  }

  /** Each file gets a size by {@link #add}. */
  static FileSizes varying(int files) {
    FileSizes sizes = new FileSizes(-1);
    sizes.narrow = new int[files];
    return sizes;
  }

  /** The next file's size; below 0 counts as 0. */
  void add(long drawn) {
    long sizeBytes = Math.max(0, drawn);
    if (narrow.length > 0 && sizeBytes > Integer.MAX_VALUE) {
      wide = Arrays.stream(narrow).asLongStream().toArray();
      narrow = new int[0];
    }
    if (narrow.length > 0) {
      narrow[count++] = (int) sizeBytes;
    } else {
      wide[count++] = sizeBytes;
    }
    totalBytes += sizeBytes;
    if (totalBytes < 0) {
      throw tooLarge();
    }
  }

  long of(int file) {
    if (constant >= 0) {
      return constant;
    }
    return narrow.length > 0 ? narrow[file] : wide[file];
  }

  long totalBytes() {
    return totalBytes;
  }

  /** The largest size, so that buffers need not be larger. Scans all. */
  long maxBytes() {
    long max = Math.max(0, constant);
    for (int file = 0; constant < 0 && file < count; file++) {
      max = Math.max(max, of(file));
    }
    return max;
  }

  /** Heap bytes of the arrays. */
  long footprintBytes() {
    return 4L * narrow.length + 8L * wide.length;
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException("the sizes of the files add up to more than 2^63 bytes");
  }
}
