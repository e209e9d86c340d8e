package wml.targets.faulty;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/** The wrapped handle, with faults before its operations. Reads and writes allocate nothing. */
final class FaultyFile implements FileHandle {
  private final FileHandle wrapped;
  private final Faults faults;
  private final String path;
  private final @Nullable SyncMode afterWrite;
  private final @Nullable Damage damage;
  private boolean closed;

  /**
   * @param afterWrite how to sync after each write; null if the wrapped handle needs none
   */
  FaultyFile(FileHandle wrapped, Faults faults, String path, @Nullable SyncMode afterWrite) {
    this.wrapped = wrapped;
    this.faults = faults;
    this.path = path;
    damage = faults.damage();
    this.afterWrite = afterWrite;
  }

  /** A handle that a session here made. */
  static FaultyFile of(FileHandle handle) {
    if (!(handle instanceof FaultyFile file)) {
      throw new IllegalArgumentException("a handle of another target: " + handle);
    }
    return file;
  }

  String path() {
    return path;
  }

  /** What is wrapped, if this is open. */
  FileHandle wrapped(String operation, long offset) throws TargetException {
    checkOpen(operation, offset);
    return wrapped;
  }

  /** Syncs a write, if the wrapped handle doesn't although the file was opened so. */
  void afterWrite() throws IOException {
    if (afterWrite != null) {
      wrapped.sync(afterWrite);
    }
  }

  @Override
  public int read(IoBuffer into, int length, long offset) throws IOException {
    checkOpen("read", offset);
    into.checkRoom(length);
    faults.before(Operation.READ, path, offset);
    int wanted = faults.length(Operation.READ, length);
    return damage == null
        ? wrapped.read(into, wanted, offset)
        : damage.read(wrapped, path, into, wanted, offset);
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws IOException {
    checkOpen("write", offset);
    from.checkRoom(length);
    faults.before(Operation.WRITE, path, offset);
    int wanted = faults.length(Operation.WRITE, length);
    int written =
        damage == null
            ? wrapped.write(from, wanted, offset)
            : damage.write(wrapped, path, from, wanted, offset);
    afterWrite();
    return written;
  }

  @Override
  public void sync(SyncMode mode) throws IOException {
    checkOpen("sync", -1);
    faults.before(Operation.SYNC, path, -1);
    wrapped.sync(mode);
  }

  @Override
  public void stat(FileStat into) throws IOException {
    checkOpen("stat", -1);
    faults.before(Operation.STAT, path, -1);
    wrapped.stat(into);
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    checkOpen("truncate", sizeBytes);
    faults.before(Operation.WRITE, path, sizeBytes);
    wrapped.truncate(sizeBytes);
  }

  /** The wrapped handle may serve another file by now. */
  private void checkOpen(String operation, long offset) throws TargetException {
    if (closed) {
      throw new TargetException(ErrorKind.EBADF, ErrorKind.EBADF.errno(), operation, path, offset);
    }
  }

  /** The file is closed even if a fault makes this fail. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      wrapped.close();
      faults.before(Operation.CLOSE, path, -1);
    }
  }
}
