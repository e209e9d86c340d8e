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

  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  private final MemoryDirectory root;
  private final byte[] bytes = new byte[FilePath.MAX_BYTES];
  private final Name name = new Name();
  private MemoryDirectory directory;
  private int length;
  private boolean named;
  private boolean slashAtEnd;

  PathWalk(MemoryDirectory root) {
    this.root = root;
    directory = root;
  }

  /**
   * Walks a path; its last name need not exist, and a symbolic link there is not followed.
   *
   * @param operation for the error, if a directory on the way is missing
   */
  PathWalk to(FilePath path, String operation) throws TargetException {
    return walk(path, operation, false);
  }

  /** Walks a path to what a symbolic link at its end leads to. */
  PathWalk through(FilePath path, String operation) throws TargetException {
    return walk(path, operation, true);
  }

  private PathWalk walk(FilePath path, String operation, boolean follow) throws TargetException {
    length = path.length();
    MemorySegment.copy(path.memory(), ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
    if (length == 0) {
      throw new TargetException(ErrorKind.ENOENT, operation, "");
    }
    directory = root;
    named = false;
    slashAtEnd = bytes[length - 1] == '/';
    int at = 0;
    int links = 0;
    while (true) {
      while (at < length && bytes[at] == '/') {
        at++;
      }
      boolean atEnd = at == length;
      if (named
          && (!atEnd || follow || slashAtEnd)
          && directory.get(name) instanceof MemoryLink link) {
        links++;
        if (links > MAX_LINKS || !replaceBy(link, at)) {
          ErrorKind kind = links > MAX_LINKS ? ErrorKind.ELOOP : ErrorKind.ENAMETOOLONG;
          throw new TargetException(kind, operation, path.toString());
        }
        at = 0;
        continue;
      }
      if (atEnd) {
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

  /** Goes on with what a link holds and, behind it, the rest of the path; false if too long. */
  private boolean replaceBy(MemoryLink link, int rest) {
    byte[] content = link.content();
    int restLength = length - rest;
    if (content.length + 1 + restLength > bytes.length) {
      return false;
    }
    int restAt = restLength == 0 ? content.length : content.length + 1;
    System.arraycopy(bytes, rest, bytes, restAt, restLength);
    System.arraycopy(content, 0, bytes, 0, content.length);
    if (restLength > 0) {
      bytes[content.length] = '/';
    }
    length = restAt + restLength;
    if (content[0] == '/') {
      directory = root;
    }
    named = false;
    return true;
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
    int nameLength = to - from;
    named = false;
    if (nameLength == 2 && bytes[from] == '.' && bytes[from + 1] == '.') {
      directory = directory.parent();
    } else if (nameLength > MAX_NAME_BYTES) {
      throw new TargetException(ErrorKind.ENAMETOOLONG, operation, path.toString());
    } else if (nameLength != 1 || bytes[from] != '.') {
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
