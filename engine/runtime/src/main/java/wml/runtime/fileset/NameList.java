package wml.runtime.fileset;

import java.util.Arrays;
import wml.api.target.FilePath;
import wml.api.target.NameSink;

/**
 * Names of directory listings, in bytes as the target gave them: 4 bytes and its length per name,
 * since a directory may hold millions. Used as a stack. Owned by one thread while it is filled.
 */
final class NameList implements NameSink {
  private byte[] bytes = new byte[4096];
  private int[] ends = new int[256];
  private boolean[] directories = new boolean[256];
  private int size;

  int size() {
    return size;
  }

  @Override
  public void name(byte[] utf8, int length, boolean directory) {
    int start = start(size);
    if (start + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, Math.max(bytes.length / 2, length)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size + size / 2);
      directories = Arrays.copyOf(directories, size + size / 2);
    }
    System.arraycopy(utf8, 0, bytes, start, length);
    ends[size] = start + length;
    directories[size++] = directory;
  }

  /** Whether the listing called it a directory. */
  boolean isDirectory(int index) {
    return directories[index];
  }

  /** Appends "/" and the name. */
  void append(int index, FilePath into) {
    byte[] name = new byte[ends[index] - start(index) + 1];
    name[0] = '/';
    System.arraycopy(bytes, start(index), name, 1, name.length - 1);
    into.append(name, name.length);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** Forgets the names from an index on. */
  void truncate(int toSize) {
    size = toSize;
  }
}
