package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import wml.api.target.NameSink;

/**
 * Reads the entries of an open directory, as the kernel's {@code struct linux_dirent64}. Owned by
 * one thread.
 *
 * <pre>
 * offset  size  field
 *      0     8  d_ino
 *      8     8  d_off
 *     16     2  d_reclen: where the next entry starts
 *     18     1  d_type
 *     19        d_name, ended by NUL
 * </pre>
 */
final class DirectoryReader {
  /** What glibc's readdir uses on large directories; one call brings about 1000 entries. */
  private static final int BUFFER_BYTES = 32 * 1024;

  private static final int NAME = 19;
  private static final int MAX_NAME_BYTES = 256;
  private static final byte DT_UNKNOWN = 0;
  private static final byte DT_DIR = 4;

  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 8);
  private final byte[] name = new byte[MAX_NAME_BYTES];

  private int fd;
  private int filled;
  private int at;

  /** Reads this directory from now on, from where its descriptor stands. */
  void start(int newFd) {
    fd = newFd;
    filled = 0;
    at = 0;
  }

  /**
   * Hands over the next names, at most so many.
   *
   * @return how many there were, or -1 with errno in {@code state}
   */
  int next(CallState state, StatxBuffer statx, int atMost, NameSink names) {
    int count = 0;
    while (count < atMost) {
      if (at == filled) {
        int result = fill(state);
        if (result < 0) {
          return -1;
        }
        at = 0;
        filled = result;
        if (filled == 0) {
          return count;
        }
      }
      int length = copyName(at + NAME);
      if (!isDots(length)) {
        names.name(name, length, isDirectory(state, statx));
        count++;
      }
      at += buffer.get(JAVA_SHORT, at + 16);
    }
    return count;
  }

  private int fill(CallState state) {
    int result;
    do {
      result = LibC.getdents64(state, fd, buffer.address(), BUFFER_BYTES);
    } while (result < 0 && state.errno() == Abi.EINTR);
    return result;
  }

  private int copyName(int from) {
    int length = 0;
    byte next = buffer.get(JAVA_BYTE, from);
    while (next != 0) {
      name[length] = next;
      length++;
      next = buffer.get(JAVA_BYTE, from + length);
    }
    return length;
  }

  private boolean isDots(int length) {
    return name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.'));
  }

  /** Some file systems don't tell the type of an entry; an entry gone meanwhile is no directory. */
  private boolean isDirectory(CallState state, StatxBuffer statx) {
    byte type = buffer.get(JAVA_BYTE, at + 18);
    if (type != DT_UNKNOWN) {
      return type == DT_DIR;
    }
    return statx.ofPath(state, fd, buffer.address() + at + NAME) == 0 && statx.isDirectory();
  }
}
