package wml.api.target;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path as NUL-terminated UTF-8 outside the heap, rewritten in place by its owner so that naming a
 * file allocates nothing. Absolute ("/a/b") or relative to where the target starts. Owned by one
 * thread.
 */
public final class FilePath {
  /** Linux's PATH_MAX, with the terminating NUL. */
  public static final int MAX_BYTES = 4096;

  private final MemorySegment memory = Arena.ofAuto().allocate(MAX_BYTES, 8);
  private int length;

  /** Whose directory the path starts with; null if nobody said. */
  private @Nullable Object directoryOwner;

  private int directory;
  private int directoryLength;

  public FilePath() {}

  public static FilePath of(String text) {
    return new FilePath().set(text);
  }

  /**
   * @throws IllegalArgumentException if the path is too long or contains NUL
   */
  public FilePath set(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a path can't contain NUL: " + text.replace('\0', '?'));
    }
    clear();
    return append(bytes, bytes.length);
  }

  public FilePath clear() {
    length = 0;
    directoryOwner = null;
    memory.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
    return this;
  }

  /** Appends the first {@code count} bytes. */
  public FilePath append(byte[] utf8, int count) {
    if (length + count >= MAX_BYTES) {
      throw tooLong();
    }
    MemorySegment.copy(utf8, 0, memory, ValueLayout.JAVA_BYTE, length, count);
    length += count;
    memory.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
    return this;
  }

  /** Appends another path's bytes from an index on. */
  public FilePath append(FilePath other, int from) {
    int count = other.length - from;
    if (length + count >= MAX_BYTES) {
      throw tooLong();
    }
    MemorySegment.copy(other.memory, from, memory, length, count);
    length += count;
    memory.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
    return this;
  }

  private static IllegalArgumentException tooLong() {
    return new IllegalArgumentException("a path is longer than " + (MAX_BYTES - 1) + " bytes");
  }

  /** Where the last name starts. */
  public int nameStart() {
    int at = length;
    while (at > 0 && byteAt(at - 1) != '/') {
      at--;
    }
    return at;
  }

  /** Appends "/" and a number in decimal with at least 8 digits, as filesets name their entries. */
  public FilePath appendSerial(int serial) {
    int digits = 8;
    for (int rest = serial / 100_000_000; rest > 0; rest /= 10) {
      digits++;
    }
    if (length + digits + 1 >= MAX_BYTES) {
      throw tooLong();
    }
    memory.set(ValueLayout.JAVA_BYTE, length, (byte) '/');
    int rest = serial;
    for (int i = digits; i > 0; i--) {
      memory.set(ValueLayout.JAVA_BYTE, length + i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    length += digits + 1;
    memory.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
    return this;
  }

  /** Cuts the path back to an earlier length. */
  public FilePath truncate(int toLength) {
    if (toLength < 0 || toLength > length) {
      throw new IndexOutOfBoundsException(toLength + " of " + length);
    }
    length = toLength;
    memory.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
    if (length < directoryLength) {
      directoryOwner = null;
    }
    return this;
  }

  /**
   * Says that the path so far is a directory that is never renamed, so that whoever comes back to
   * it need not spell or resolve it again. True until the path is cut below it.
   *
   * @param owner who numbers directories
   */
  public FilePath markDirectory(Object owner, int number) {
    directoryOwner = owner;
    directory = number;
    directoryLength = length;
    return this;
  }

  /** Whether the path starts with that directory. */
  @SuppressWarnings("ReferenceEquality") // an owner is meant, not one like it
  public boolean startsWith(Object owner, int number) {
    return directoryOwner == owner && directory == number;
  }

  /** Who numbered the directory that the path starts with; null if nobody did. */
  public @Nullable Object directoryOwner() {
    return directoryOwner;
  }

  /** Its number, if it has an owner. */
  public int directory() {
    return directory;
  }

  /** Its bytes, without the slash that follows. */
  public int directoryLength() {
    return directoryLength;
  }

  /** Bytes, without the NUL. */
  public int length() {
    return length;
  }

  public byte byteAt(int index) {
    return memory.get(ValueLayout.JAVA_BYTE, index);
  }

  /** The path and its NUL. */
  public MemorySegment memory() {
    return memory;
  }

  /** Allocates: for messages and cold code. */
  @Override
  public String toString() {
    return new String(
        memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }
}
