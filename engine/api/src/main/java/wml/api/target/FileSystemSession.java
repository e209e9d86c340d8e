package wml.api.target;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One worker's view of a file system, confined to the thread that connected it. Methods that move
 * data or look up names allocate nothing once warm.
 *
 * <p>Failures are {@link TargetException}s with the error's kind and the path.
 */
public interface FileSystemSession extends AutoCloseable {
  /** Opens a file. The handle belongs to this session's thread; close it before the session. */
  FileHandle open(FilePath path, OpenMode mode) throws IOException;

  /** Creates one directory, whose parent must exist. */
  void createDirectory(FilePath path) throws IOException;

  /** Removes the name of a file, never of a directory. Open handles stay usable. */
  void remove(FilePath path) throws IOException;

  /** Removes an empty directory; {@link ErrorKind#ENOTEMPTY} if it isn't empty. */
  void removeDirectory(FilePath path) throws IOException;

  /** Renames, replacing a file at {@code to}. */
  void rename(FilePath from, FilePath to) throws IOException;

  /**
   * Fills {@code into} with what is at {@code path}. A symbolic link is reported as such, never
   * followed.
   *
   * @return false if nothing is there, which is no error
   */
  boolean stat(FilePath path, FileStat into) throws IOException;

  /**
   * Hands every name in a directory, except "." and "..", to {@code names}.
   *
   * @return how many names there were
   */
  int list(FilePath directory, NameSink names) throws IOException;

  /** The session's capability of a type, or null if the target does not declare it. */
  <C extends Capability> @Nullable C capability(Class<C> type);

  /**
   * What it counts, always the same object; null if nothing. Which of them it counts is said by
   * {@link TargetInfo#counters}.
   */
  default @Nullable Counters counters() {
    return null;
  }

  @Override
  void close() throws IOException;
}
