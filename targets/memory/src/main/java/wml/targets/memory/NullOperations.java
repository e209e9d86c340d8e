package wml.targets.memory;

import java.io.IOException;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.NameSink;

/**
 * What can be accepted beyond the base session by who keeps nothing. Links, extended attributes and
 * locks can't: they are asked for again. Every file has the handle's size.
 */
final class NullOperations
    implements Capability.Attributes,
        Capability.Preallocation,
        Capability.VectorIo,
        Capability.CopyRange,
        Capability.MemoryMapping,
        Capability.DirectorySync,
        Capability.PagedListing {
  private static final Capability.DirectoryPages EMPTY =
      new Capability.DirectoryPages() {
        @Override
        public int next(int atMost, NameSink names) {
          return 0;
        }

        @Override
        public void close() {}
      };

  private final FileHandle handle;

  NullOperations(FileHandle handle) {
    this.handle = handle;
  }

  @Override
  public void changeMode(FilePath path, int mode) {}

  @Override
  public void changeTimes(FilePath path, long accessedNanos, long modifiedNanos) {}

  @Override
  public boolean mayAccess(FilePath path, int rights) {
    return true;
  }

  @Override
  public void allocate(FileHandle file, Mode mode, long offset, long length) {}

  @Override
  public int read(FileHandle file, IoVector into, long offset) throws IOException {
    return handle.read(into.buffer(), into.length(), offset);
  }

  @Override
  public int write(FileHandle file, IoVector from, long offset) {
    return from.length();
  }

  @Override
  public long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length) {
    return length;
  }

  @Override
  public Capability.Mapping map(FileHandle file, long length, boolean writable) {
    return new NullMapping(length, handle);
  }

  @Override
  public void syncDirectory(FilePath directory) {}

  @Override
  public Capability.DirectoryPages open(FilePath directory) {
    return EMPTY;
  }

  private record NullMapping(long sizeBytes, FileHandle handle) implements Capability.Mapping {
    @Override
    public int read(IoBuffer into, int length, long offset) throws IOException {
      int count = (int) Math.clamp(sizeBytes - offset, 0L, (long) length);
      return count == 0 && length > 0 ? FileHandle.END : handle.read(into, count, offset);
    }

    @Override
    public int write(IoBuffer from, int length, long offset) {
      return (int) Math.clamp(sizeBytes - offset, 0L, (long) length);
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
