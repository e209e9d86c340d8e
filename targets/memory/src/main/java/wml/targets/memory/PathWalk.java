package wml.targets.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;

/**
 * Walks a path to the directory that its last name is in. A path that doesn't start with "/" starts
 * at the root all the same; ".", ".." and repeated slashes mean what they mean to POSIX. Owned by
 * one session and reused, so that a walk allocates nothing.
 */
final class PathWalk {
  private static final int MAX_NAME_BYTES = 255;

  private final MemoryDirectory root;
  private final byte[] bytes = new byte[FilePath.MAX_BYTES];
  private final Name name = new Name();
  private MemoryDirectory directory;
  private boolean named;
  private boolean slashAtEnd;

  PathWalk(MemoryDirectory root) {
    this.root = root;
    directory = root;
  }

  /**
   * Walks a path; its last name need not exist.
   *
   * @param operation for the error, if a directory on the way is missing
   */
  PathWalk to(FilePath path, String operation) throws TargetException {
    int length = path.length();
    MemorySegment.copy(path.memory(), ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
    if (length == 0) {
      throw new TargetException(ErrorKind.ENOENT, operation, "");
    }
    directory = root;
    named = false;
    slashAtEnd = bytes[length - 1] == '/';
    int at = 0;
    while (true) {
      while (at < length && bytes[at] == '/') {
        at++;
      }
      if (at == length) {
        return this;
      }
      int from = at;
      while (at < length && bytes[at] != '/') {
        at++;
      }
      if (named) {
        enter(path, operation);
      }
      step(from, at, path, operation);
    }
  }

  private void enter(FilePath path, String operation) throws TargetException {
    Node node = directory.get(name);
    if (!(node instanceof MemoryDirectory next)) {
      ErrorKind kind = node == null ? ErrorKind.ENOENT : ErrorKind.ENOTDIR;
      throw new TargetException(kind, operation, path.toString());
    }
    directory = next;
  }

  private void step(int from, int to, FilePath path, String operation) throws TargetException {
    int length = to - from;
    named = false;
    if (length == 2 && bytes[from] == '.' && bytes[from + 1] == '.') {
      directory = directory.parent();
    } else if (length > MAX_NAME_BYTES) {
      throw new TargetException(ErrorKind.ENAMETOOLONG, operation, path.toString());
    } else if (length != 1 || bytes[from] != '.') {
      name.set(bytes, from, to);
      named = true;
    }
  }

  /** The directory that the last name is in, or the one that the path itself stands for. */
  MemoryDirectory directory() {
    return directory;
  }

  /** The last name; only if the path {@link #isNamed}. */
  Name name() {
    return name;
  }

  /** False for "/" and for what ends in "." or "..". */
  boolean isNamed() {
    return named;
  }

  boolean hasSlashAtEnd() {
    return slashAtEnd;
  }

  /** What the path stands for now, or null. */
  @Nullable Node found() {
    return named ? directory.get(name) : directory;
  }
}
