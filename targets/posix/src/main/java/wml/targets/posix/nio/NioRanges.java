package wml.targets.posix.nio;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.TargetException;

/**
 * What FileChannel does with ranges of open files beyond the base session. Its scattering reads,
 * gathering writes and transfers start at a channel's position, which nothing else here uses.
 */
final class NioRanges
    implements Capability.VectorIo, Capability.CopyRange, Capability.MemoryMapping {
  @Override
  public int read(FileHandle file, IoVector into, long offset) throws TargetException {
    NioFile of = NioFile.of(file);
    try {
      return (int) of.channel().position(offset).read(of.windows(into));
    } catch (IOException | RuntimeException e) {
      throw of.failed(e, "read", offset);
    }
  }

  @Override
  public int write(FileHandle file, IoVector from, long offset) throws TargetException {
    NioFile of = NioFile.of(file);
    try {
      return (int) of.channel().position(offset).write(of.windows(from));
    } catch (IOException | RuntimeException e) {
      throw of.failed(e, "write", offset);
    }
  }

  @Override
  public long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length)
      throws TargetException {
    NioFile destination = NioFile.of(to);
    try {
      FileChannel target = destination.channel().position(toOffset);
      return NioFile.of(from).channel().transferTo(fromOffset, length, target);
    } catch (IOException | RuntimeException e) {
      throw destination.failed(e, "copy", toOffset);
    }
  }

  @Override
  public Capability.Mapping map(FileHandle file, long length, boolean writable)
      throws TargetException {
    NioFile of = NioFile.of(file);
    if (length <= 0) {
      throw of.failed(ErrorKind.EINVAL, "map", 0);
    }
    if (!of.mode().reads() || (writable && !of.mode().writes())) {
      throw of.failed(ErrorKind.EACCES, "map", 0);
    }
    var how = writable ? FileChannel.MapMode.READ_WRITE : FileChannel.MapMode.READ_ONLY;
    Arena arena = Arena.ofConfined();
    try {
      return new Mapped(of, arena, of.channel().map(how, 0, length, arena));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw of.failed(e, "map", 0);
    }
  }

  /** A mapped file. Unmapped with its arena. */
  private record Mapped(NioFile file, Arena arena, MemorySegment memory)
      implements Capability.Mapping {
    @Override
    public long sizeBytes() {
      return memory.byteSize();
    }

    @Override
    public int read(IoBuffer into, int length, long offset) throws TargetException {
      into.checkRoom(length);
      int count = within("read", length, offset);
      if (count == 0) {
        return length == 0 ? 0 : FileHandle.END;
      }
      MemorySegment.copy(memory, offset, into.memory(), into.start(), count);
      return count;
    }

    @Override
    public int write(IoBuffer from, int length, long offset) throws TargetException {
      from.checkRoom(length);
      if (memory.isReadOnly()) {
        throw file.failed(ErrorKind.EACCES, "write", offset);
      }
      int count = within("write", length, offset);
      if (count > 0) {
        MemorySegment.copy(from.memory(), from.start(), memory, offset, count);
      }
      return count;
    }

    private int within(String operation, int length, long offset) throws TargetException {
      if (offset < 0 || !arena.scope().isAlive()) {
        throw file.failed(offset < 0 ? ErrorKind.EINVAL : ErrorKind.EBADF, operation, offset);
      }
      return (int) Math.clamp(memory.byteSize() - offset, 0L, (long) length);
    }

    @Override
    public void sync() throws TargetException {
      within("msync", 0, 0);
      try {
        memory.force();
      } catch (RuntimeException e) {
        throw file.failed(e, "msync", -1);
      }
    }

    @Override
    public void close() {
      if (arena.scope().isAlive()) {
        arena.close();
      }
    }
  }
}
