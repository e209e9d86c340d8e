package wml.targets.memory;

import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.TargetException;

/**
 * What a memory file system does with ranges of open files beyond the base session. Owned by one
 * session; nothing but mapping allocates.
 */
final class MemoryRanges
    implements Capability.Preallocation,
        Capability.VectorIo,
        Capability.CopyRange,
        Capability.MemoryMapping,
        Capability.Locks {
  private static final int COPY_BYTES = 64 * 1024;

  private @Nullable IoBuffer copyBuffer;

  @Override
  public void allocate(FileHandle handle, Mode mode, long offset, long length)
      throws TargetException {
    MemoryHandle of = MemoryHandle.of(handle);
    MemoryFile file = of.file(false, true, "fallocate", offset);
    if (offset < 0 || length <= 0) {
      throw of.failed(ErrorKind.EINVAL, "fallocate", offset);
    }
    if (offset > MemoryFile.MAX_BYTES - length) {
      throw of.failed(ErrorKind.EFBIG, "fallocate", offset);
    }
    boolean done =
        switch (mode) {
          case DEFAULT -> file.reserve(offset, length, true, false);
          case KEEP_SIZE -> file.reserve(offset, length, false, false);
          case ZERO_RANGE -> file.reserve(offset, length, true, true);
          case PUNCH_HOLE -> {
            file.punch(offset, length);
            yield true;
          }
        };
    if (!done) {
      throw of.failed(ErrorKind.ENOSPC, "fallocate", offset);
    }
  }

  /** Parts lie one behind the other, and copying takes no notice of where one ends. */
  @Override
  public int read(FileHandle handle, IoVector into, long offset) throws TargetException {
    return MemoryHandle.of(handle).read(into.buffer(), into.length(), offset);
  }

  @Override
  public int write(FileHandle handle, IoVector from, long offset) throws TargetException {
    return MemoryHandle.of(handle).write(from.buffer(), from.length(), offset);
  }

  @Override
  public long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length)
      throws TargetException {
    MemoryHandle source = MemoryHandle.of(from);
    MemoryHandle destination = MemoryHandle.of(to);
    MemoryFile read = source.file(true, false, "copy", fromOffset);
    MemoryFile written = destination.file(false, true, "copy", toOffset);
    boolean overlap =
        read == written && fromOffset < toOffset + length && toOffset < fromOffset + length;
    if (length < 0 || fromOffset < 0 || toOffset < 0 || overlap) {
      throw destination.failed(ErrorKind.EINVAL, "copy", toOffset);
    }
    IoBuffer buffer = copyBuffer;
    if (buffer == null) {
      buffer = IoBuffer.allocate(COPY_BYTES);
      copyBuffer = buffer;
    }
    long done = 0;
    while (done < length) {
      int part = source.read(buffer, (int) Math.min(COPY_BYTES, length - done), fromOffset + done);
      if (part == FileHandle.END) {
        return done;
      }
      int accepted = written.write(buffer, part, toOffset + done);
      if (accepted < part) {
        done += Math.max(0, accepted);
        if (done == 0) {
          throw destination.failed(ErrorKind.ENOSPC, "copy", toOffset);
        }
        return done;
      }
      done += part;
    }
    return done;
  }

  @Override
  public Capability.Mapping map(FileHandle handle, long length, boolean writable)
      throws TargetException {
    MemoryHandle of = MemoryHandle.of(handle);
    MemoryFile file = of.file(false, false, "map", 0);
    if (!of.mode().reads() || (writable && !of.mode().writes())) {
      throw of.failed(ErrorKind.EACCES, "map", 0);
    }
    if (length <= 0) {
      throw of.failed(ErrorKind.EINVAL, "map", 0);
    }
    if (!file.retain()) {
      throw of.failed(ErrorKind.ESTALE, "map", 0);
    }
    return new MemoryMapped(of, file, length, writable);
  }

  private static long end(long offset, long length) {
    return length == 0 ? Long.MAX_VALUE : offset + length;
  }

  @Override
  public boolean tryLock(FileHandle handle, long offset, long length, boolean exclusive)
      throws TargetException {
    MemoryHandle of = MemoryHandle.of(handle);
    MemoryFile file = of.file(!exclusive, exclusive, "lock", offset);
    if (offset < 0 || length < 0) {
      throw of.failed(ErrorKind.EINVAL, "lock", offset);
    }
    of.locks();
    return file.locks().tryLock(of, offset, end(offset, length), exclusive);
  }

  @Override
  public void unlock(FileHandle handle, long offset, long length) throws TargetException {
    MemoryHandle of = MemoryHandle.of(handle);
    of.file(false, false, "unlock", offset).locks().unlock(of, offset, end(offset, length));
  }
}
