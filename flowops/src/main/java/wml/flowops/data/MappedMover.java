package wml.flowops.data;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.OpenFile;
import wml.api.target.Capability.Mapping;
import wml.api.target.Capability.MemoryMapping;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;

/**
 * Moves bytes between memory and a mapped file. A file that is too short for a write is extended by
 * writing its last byte: cutting it to a size could take what another thread has just added. Owned
 * by one thread.
 */
final class MappedMover implements Mover {
  /** A read or a write of the mapping. */
  @FunctionalInterface
  interface Call {
    int move(Mapping mapping, IoBuffer buffer, int length, long offset) throws IOException;
  }

  private final MemoryMapping maps;
  private final Call call;
  private final IoBuffer lastByte = IoBuffer.allocate(1);
  private @Nullable Mapping mapping;

  MappedMover(MemoryMapping maps, Call call) {
    this.maps = maps;
    this.call = call;
  }

  @Override
  public void ready(OpenFile file, long end) throws IOException {
    Mapping mapped = end == 0 ? file.mapping(maps) : file.mapping(maps, end);
    if (mapped == null) {
      FullWrite.write(file.handle(), lastByte, 1, end - 1);
      mapped = file.mapping(maps, end);
    }
    mapping = mapped;
  }

  @Override
  public int move(FileHandle file, IoBuffer buffer, int length, long offset) throws IOException {
    return call.move(Objects.requireNonNull(mapping), buffer, length, offset);
  }
}
