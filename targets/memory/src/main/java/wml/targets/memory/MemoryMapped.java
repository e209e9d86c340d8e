package wml.targets.memory;

import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/** A file as memory: which it is already, so that there is nothing to sync. */
final class MemoryMapped implements Capability.Mapping {
  private final MemoryHandle handle;
  private final MemoryFile file;
  private final long size;
  private final boolean writable;
  private boolean closed;

  /** Takes one reference to the file over from the caller. */
  MemoryMapped(MemoryHandle handle, MemoryFile file, long size, boolean writable) {
    this.handle = handle;
    this.file = file;
    this.size = size;
    this.writable = writable;
  }

  @Override
  public long sizeBytes() {
    return size;
  }

  @Override
  public int read(IoBuffer into, int length, long offset) throws TargetException {
    into.checkRoom(length);
    int count = within("read", length, offset);
    return count == 0 && length > 0 ? FileHandle.END : file.read(into, count, offset);
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws TargetException {
    from.checkRoom(length);
    if (!writable) {
      throw handle.failed(ErrorKind.EACCES, "write", offset);
    }
    int count = within("write", length, offset);
    int written = count == 0 ? 0 : file.write(from, count, offset);
    if (written == MemoryFile.FULL) {
      throw handle.failed(ErrorKind.ENOSPC, "write", offset);
    }
    return written;
  }

  /** How many bytes of a range are mapped. */
  private int within(String operation, int length, long offset) throws TargetException {
    if (closed || offset < 0) {
      throw handle.failed(closed ? ErrorKind.EBADF : ErrorKind.EINVAL, operation, offset);
    }
    return (int) Math.clamp(size - offset, 0L, (long) length);
  }

  @Override
  public void sync() throws TargetException {
    within("msync", 0, 0);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      file.release();
    }
  }
}
