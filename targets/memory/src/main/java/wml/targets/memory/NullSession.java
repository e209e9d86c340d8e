package wml.targets.memory;

import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.Counters;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;

/** Accepts everything. Its one handle serves every open file, because a file has no state. */
final class NullSession implements FileSystemSession {
  private final Counters counters = new Counters();
  private final NullHandle handle;
  private final NullOperations beyond;
  private final boolean filesEverywhere;

  /**
   * @param filesEverywhere whether a stat finds a file at every path, or at none
   */
  NullSession(long sizeBytes, boolean filesEverywhere) {
    this.filesEverywhere = filesEverywhere;
    handle = new NullHandle(sizeBytes);
    beyond = new NullOperations(handle);
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) {
    return handle;
  }

  @Override
  public void createDirectory(FilePath path) {}

  @Override
  public void remove(FilePath path) {}

  @Override
  public void removeDirectory(FilePath path) {}

  @Override
  public void rename(FilePath from, FilePath to) {}

  @Override
  public boolean stat(FilePath path, FileStat into) {
    if (filesEverywhere) {
      handle.stat(into);
    }
    return filesEverywhere;
  }

  @Override
  public int list(FilePath directory, NameSink names) {
    return 0;
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    C offered = NoDevice.capability(type);
    if (offered != null) {
      return offered;
    }
    return type.isInstance(beyond) ? type.cast(beyond) : null;
  }

  /** It makes no system calls. */
  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public void close() {}

  private static final class NullHandle implements FileHandle {
    private final long sizeBytes;

    NullHandle(long sizeBytes) {
      this.sizeBytes = sizeBytes;
    }

    @Override
    public int read(IoBuffer into, int length, long offset) {
      into.checkRoom(length);
      long rest = sizeBytes - offset;
      if (rest <= 0) {
        return length == 0 ? 0 : END;
      }
      return (int) Math.min(length, rest);
    }

    @Override
    public int write(IoBuffer from, int length, long offset) {
      from.checkRoom(length);
      return length;
    }

    @Override
    public void sync(SyncMode mode) {}

    @Override
    public void stat(FileStat into) {
      into.type = FileStat.Type.FILE;
      into.sizeBytes = sizeBytes;
      into.inode = 0;
      into.links = 1;
      into.mode = 0644;
      into.accessedNanos = 0;
      into.modifiedNanos = 0;
    }

    @Override
    public void truncate(long newSizeBytes) {}

    @Override
    public void close() {}
  }
}
