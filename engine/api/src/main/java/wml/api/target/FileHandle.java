package wml.api.target;

import java.io.IOException;

/** An open file, confined to its session's thread. */
public interface FileHandle extends AutoCloseable {
  /** End of file is a value, never an exception. */
  int END = -1;

  /**
   * Reads up to {@code length} bytes at {@code offset} into the start of {@code into}.
   *
   * @return bytes read, which may be fewer, or {@link #END} at or past the end of the file
   */
  int read(IoBuffer into, int length, long offset) throws IOException;

  /**
   * Writes {@code length} bytes from the start of {@code from} at {@code offset}; a hole before it
   * reads as zeros.
   *
   * @return bytes written: {@code length}, or fewer if the target accepted only a part
   */
  int write(IoBuffer from, int length, long offset) throws IOException;

  void sync(SyncMode mode) throws IOException;

  void stat(FileStat into) throws IOException;

  /** Cuts or extends (with zeros) the file to a size. */
  void truncate(long sizeBytes) throws IOException;

  /** Closes the file; a second call does nothing. */
  @Override
  void close() throws IOException;
}
