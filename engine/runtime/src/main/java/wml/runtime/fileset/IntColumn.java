package wml.runtime.fileset;

import java.util.Arrays;

/** A growing array of ints. Owned by the thread that fills it. */
final class IntColumn {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private int[] values;
  private int size;

  IntColumn(int expected) {
    values = new int[Math.max(16, expected)];
  }

  void add(int value) {
    if (size == values.length) {
      if (size == MAX_LENGTH) {
        throw new IllegalArgumentException("the tree has more than 2^31 directories");
      }
      values = Arrays.copyOf(values, (int) Math.min(MAX_LENGTH, size + (size / 2L) + 16));
    }
    values[size++] = value;
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int size() {
    return size;
  }

  /** The values, in an array that is just long enough. */
  int[] toArray() {
    return values.length == size ? values : Arrays.copyOf(values, size);
  }
}
