package wml.targets.posix.linux;

import java.lang.foreign.MemorySegment;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/** A file mapped by mmap. Owned by one session. Copying allocates nothing. */
final class LinuxMapping implements Capability.Mapping {
  /** All memory, so that no segment has to be made per mapping. Every access is checked here. */
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final LinuxFile file;
  private final CallState state;
  private final long address;
  private final long size;
  private final boolean writable;
  private boolean closed;

  LinuxMapping(LinuxFile file, CallState state, long address, long size, boolean writable) {
    this.file = file;
    this.state = state;
    this.address = address;
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
    if (count == 0) {
      return length == 0 ? 0 : FileHandle.END;
    }
    copy(MEMORY, address + offset, into.memory(), into.start(), count, "read", offset);
    state.counters.bytes += count;
    return count;
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws TargetException {
    from.checkRoom(length);
    if (!writable) {
      throw file.failed(ErrorKind.EACCES.errno(), "write", offset);
    }
    int count = within("write", length, offset);
    copy(from.memory(), from.start(), MEMORY, address + offset, count, "write", offset);
    state.counters.bytes += count;
    return count;
  }

  /** How many bytes of a range are mapped. */
  private int within(String operation, int length, long offset) throws TargetException {
    if (closed || offset < 0) {
      ErrorKind kind = closed ? ErrorKind.EBADF : ErrorKind.EINVAL;
      throw file.failed(kind.errno(), operation, offset);
    }
    return (int) Math.clamp(size - offset, 0L, (long) length);
  }

  /**
   * The JVM throws InternalError for a page that is gone: the file was cut, or its disk is full. It
   * may come only at the thread's next system call; then it ends the thread as a broken invariant.
   */
  private void copy(
      MemorySegment from,
      long start,
      MemorySegment to,
      long at,
      int count,
      String what,
      long offset)
      throws TargetException {
    try {
      MemorySegment.copy(from, start, to, at, count);
    } catch (InternalError e) {
      TargetException failure = file.failed(ErrorKind.EIO.errno(), what, offset);
      failure.initCause(e);
      throw failure;
    }
  }

  @Override
  public void sync() throws TargetException {
    within("msync", 0, 0);
    while (RangeCalls.msync(state, address, size, Abi.MS_SYNC) < 0) {
      file.retryOrFail("msync", -1);
    }
  }

  @Override
  public void close() throws TargetException {
    if (!closed) {
      closed = true;
      if (RangeCalls.munmap(state, address, size) < 0) {
        throw file.failed(state.errno(), "unmap", -1);
      }
    }
  }
}
