package wml.targets.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/**
 * An open file of a session, which reuses the object for a later file: a second close is harmless
 * only until the session opens another file.
 */
final class MemoryHandle implements FileHandle {
  private final MemorySession session;
  private @Nullable MemoryFile file;
  private OpenMode mode = OpenMode.READ;
  private byte[] path = new byte[64];
  private int pathLength;
  private boolean locked;

  /** The session's list of handles to reuse. */
  @Nullable MemoryHandle nextFree;

  MemoryHandle(MemorySession session) {
    this.session = session;
  }

  MemoryHandle opened(MemoryFile opened, OpenMode openMode, FilePath name) {
    file = opened;
    mode = openMode;
    pathLength = name.length();
    if (path.length < pathLength) {
      path = new byte[2 * pathLength];
    }
    MemorySegment.copy(name.memory(), ValueLayout.JAVA_BYTE, 0, path, 0, pathLength);
    return this;
  }

  /** A handle that a session here made. */
  static MemoryHandle of(FileHandle handle) {
    if (!(handle instanceof MemoryHandle of)) {
      throw new IllegalArgumentException("a handle of another target: " + handle);
    }
    return of;
  }

  /** The file, if it is open as an operation needs it. */
  MemoryFile file(boolean reads, boolean writes, String operation, long offset)
      throws TargetException {
    MemoryFile open = file;
    if (open == null || (reads && !mode.reads()) || (writes && !mode.writes())) {
      throw failed(ErrorKind.EBADF, operation, offset);
    }
    return open;
  }

  OpenMode mode() {
    return mode;
  }

  /** From now on closing gives up locks. */
  void locks() {
    locked = true;
  }

  @Override
  public int read(IoBuffer into, int length, long offset) throws TargetException {
    into.checkRoom(length);
    MemoryFile open = file(true, false, "read", offset);
    if (offset < 0) {
      throw failed(ErrorKind.EINVAL, "read", offset);
    }
    return open.read(into, length, offset);
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws TargetException {
    from.checkRoom(length);
    MemoryFile open = file(false, true, "write", offset);
    if (offset < 0) {
      throw failed(ErrorKind.EINVAL, "write", offset);
    }
    if (offset > MemoryFile.MAX_BYTES - length) {
      throw failed(ErrorKind.EFBIG, "write", offset);
    }
    int written = open.write(from, length, offset);
    if (written == MemoryFile.FULL) {
      throw failed(ErrorKind.ENOSPC, "write", offset);
    }
    return written;
  }

  @Override
  public void sync(SyncMode syncMode) throws TargetException {
    if (file == null) {
      throw failed(ErrorKind.EBADF, "sync", -1);
    }
  }

  @Override
  public void stat(FileStat into) throws TargetException {
    if (file == null) {
      throw failed(ErrorKind.EBADF, "stat", -1);
    }
    file.stat(into);
  }

  @Override
  public void truncate(long sizeBytes) throws TargetException {
    if (file == null || !mode.writes() || sizeBytes < 0) {
      ErrorKind kind = file == null ? ErrorKind.EBADF : ErrorKind.EINVAL;
      throw failed(kind, "truncate", sizeBytes);
    }
    if (sizeBytes > MemoryFile.MAX_BYTES) {
      throw failed(ErrorKind.EFBIG, "truncate", sizeBytes);
    }
    file.truncate(sizeBytes);
  }

  @Override
  public void close() {
    if (file != null) {
      if (locked) {
        locked = false;
        file.locks().unlock(this, 0, Long.MAX_VALUE);
      }
      file.release();
      file = null;
      session.closed(this);
    }
  }

  TargetException failed(ErrorKind kind, String operation, long offset) {
    String name = new String(path, 0, pathLength, StandardCharsets.UTF_8);
    return new TargetException(kind, kind.errno(), operation, name, offset);
  }
}
