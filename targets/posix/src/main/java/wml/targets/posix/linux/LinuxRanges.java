package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoVector;
import wml.api.target.TargetException;

/**
 * What Linux does with ranges of open files beyond the base session. Owned by one session; nothing
 * but mapping allocates.
 */
final class LinuxRanges
    implements Capability.Preallocation,
        Capability.VectorIo,
        Capability.CopyRange,
        Capability.MemoryMapping,
        Capability.Locks {
  /** Bytes of one {@code struct iovec}: address, length. */
  private static final int IOVEC_BYTES = 16;

  private final CallState state;
  private final MemorySegment vector =
      Arena.ofAuto().allocate((long) IOVEC_BYTES * IoVector.MAX_PARTS, 8);
  private final MemorySegment offsets = Arena.ofAuto().allocate(16, 8);

  /**
   * {@code struct flock}: l_type (2 bytes), l_whence (2), at 8 l_start, at 16 l_len, at 24 l_pid,
   * which is 0 for locks of an open file.
   */
  private final MemorySegment lock = Arena.ofAuto().allocate(32, 8);

  LinuxRanges(CallState state) {
    this.state = state;
  }

  @Override
  public void allocate(FileHandle file, Mode mode, long offset, long length)
      throws TargetException {
    LinuxFile of = LinuxFile.of(file);
    int flags =
        switch (mode) {
          case DEFAULT -> 0;
          case KEEP_SIZE -> Abi.FALLOC_FL_KEEP_SIZE;
          case PUNCH_HOLE -> Abi.FALLOC_FL_PUNCH_HOLE | Abi.FALLOC_FL_KEEP_SIZE;
          case ZERO_RANGE -> Abi.FALLOC_FL_ZERO_RANGE;
        };
    while (RangeCalls.fallocate(state, of.fd(), flags, offset, length) < 0) {
      of.retryOrFail("fallocate", offset);
    }
  }

  private void fill(IoVector parts) {
    long base = parts.buffer().memory().address();
    for (int part = 0; part < parts.parts(); part++) {
      vector.set(JAVA_LONG, (long) part * IOVEC_BYTES, base + parts.start(part));
      vector.set(JAVA_LONG, (long) part * IOVEC_BYTES + 8, parts.length(part));
    }
  }

  @Override
  public int read(FileHandle file, IoVector into, long offset) throws TargetException {
    LinuxFile of = LinuxFile.of(file);
    fill(into);
    try {
      while (true) {
        int n = (int) RangeCalls.preadv(state, of.fd(), vector.address(), into.parts(), offset);
        if (n > 0) {
          state.counters.bytes += n;
          return n;
        }
        if (n == 0) {
          return into.length() == 0 ? 0 : FileHandle.END;
        }
        of.retryOrFail("read", offset);
      }
    } finally {
      Reference.reachabilityFence(into);
    }
  }

  @Override
  public int write(FileHandle file, IoVector from, long offset) throws TargetException {
    LinuxFile of = LinuxFile.of(file);
    fill(from);
    try {
      while (true) {
        int n = (int) RangeCalls.pwritev(state, of.fd(), vector.address(), from.parts(), offset);
        if (n >= 0) {
          state.counters.bytes += n;
          return n;
        }
        of.retryOrFail("write", offset);
      }
    } finally {
      Reference.reachabilityFence(from);
    }
  }

  @Override
  public long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length)
      throws TargetException {
    LinuxFile source = LinuxFile.of(from);
    LinuxFile destination = LinuxFile.of(to);
    while (true) {
      offsets.set(JAVA_LONG, 0, fromOffset);
      offsets.set(JAVA_LONG, 8, toOffset);
      long at = offsets.address();
      long n = RangeCalls.copy(state, source.fd(), at, destination.fd(), at + 8, length);
      if (n >= 0) {
        state.counters.bytes += n;
        return n;
      }
      destination.retryOrFail("copy", toOffset);
    }
  }

  @Override
  public Capability.Mapping map(FileHandle file, long length, boolean writable)
      throws TargetException {
    LinuxFile of = LinuxFile.of(file);
    int protection = writable ? Abi.PROT_READ | Abi.PROT_WRITE : Abi.PROT_READ;
    long address = RangeCalls.mmap(state, length, protection, Abi.MAP_SHARED, of.fd(), 0);
    if (address == -1) {
      throw of.failed(state.errno(), "map", 0);
    }
    return new LinuxMapping(of, state, address, length, writable);
  }

  @Override
  public boolean tryLock(FileHandle file, long offset, long length, boolean exclusive)
      throws TargetException {
    return setLock(file, exclusive ? Abi.F_WRLCK : Abi.F_RDLCK, offset, length, "lock");
  }

  @Override
  public void unlock(FileHandle file, long offset, long length) throws TargetException {
    if (!setLock(file, Abi.F_UNLCK, offset, length, "unlock")) {
      throw LinuxFile.of(file).failed(ErrorKind.EAGAIN.errno(), "unlock", offset);
    }
  }

  private boolean setLock(FileHandle file, short type, long offset, long length, String operation)
      throws TargetException {
    LinuxFile of = LinuxFile.of(file);
    lock.set(JAVA_SHORT, 0, type);
    lock.set(JAVA_LONG, 8, offset);
    lock.set(JAVA_LONG, 16, length);
    while (RangeCalls.fcntl(state, of.fd(), Abi.F_OFD_SETLK, lock.address()) < 0) {
      int errno = state.errno();
      if (errno == Abi.EAGAIN || errno == Abi.EACCES) {
        return false;
      }
      of.retryOrFail(operation, offset);
    }
    return true;
  }
}
