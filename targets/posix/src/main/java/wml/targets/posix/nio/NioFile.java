package wml.targets.posix.nio;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/** An open FileChannel. Reads and writes allocate nothing while the buffer stays the same. */
final class NioFile implements FileHandle {
  private final NioSession session;
  private final FileChannel channel;
  private final String path;
  private @Nullable IoBuffer viewed;
  private ByteBuffer view = ByteBuffer.allocate(0);

  /** More views of the same buffer, one per part of a vector. */
  private ByteBuffer[] parts = new ByteBuffer[0];

  private @Nullable IoBuffer cut;

  private final OpenMode mode;

  NioFile(NioSession session, FileChannel channel, String path, OpenMode mode) {
    this.session = session;
    this.channel = channel;
    this.path = path;
    this.mode = mode;
  }

  /** A handle that a session here made. */
  static NioFile of(FileHandle handle) {
    if (!(handle instanceof NioFile file)) {
      throw new IllegalArgumentException("a handle of another target: " + handle);
    }
    return file;
  }

  FileChannel channel() {
    return channel;
  }

  OpenMode mode() {
    return mode;
  }

  /** The parts of a vector as Java's buffers; kept for the next call with the same buffer. */
  ByteBuffer[] windows(IoVector vector) {
    MemorySegment memory = vector.buffer().memory();
    if (vector.buffer() != cut || parts.length != vector.parts()) {
      cut = vector.buffer();
      parts = new ByteBuffer[vector.parts()];
      for (int part = 0; part < parts.length && memory.byteSize() <= Integer.MAX_VALUE; part++) {
        parts[part] = memory.asByteBuffer();
      }
    }
    for (int part = 0; part < parts.length; part++) {
      long start = vector.start(part);
      int length = vector.length(part);
      if (memory.byteSize() > Integer.MAX_VALUE) {
        parts[part] = memory.asSlice(start, length).asByteBuffer();
      } else {
        parts[part].limit((int) start + length).position((int) start);
      }
    }
    return parts;
  }

  /** The buffer's window as Java's buffer; a view of the same buffer is kept for the next call. */
  private ByteBuffer window(IoBuffer buffer, int length) {
    buffer.checkRoom(length);
    MemorySegment memory = buffer.memory();
    if (memory.byteSize() > Integer.MAX_VALUE) {
      return memory.asSlice(buffer.start(), length).asByteBuffer();
    }
    if (buffer != viewed) {
      view = memory.asByteBuffer();
      viewed = buffer;
    }
    int start = (int) buffer.start();
    return view.limit(start + length).position(start);
  }

  @Override
  public int read(IoBuffer into, int length, long offset) throws TargetException {
    try {
      return channel.read(window(into, length), offset);
    } catch (IOException | RuntimeException e) {
      throw failed(e, "read", offset);
    }
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws TargetException {
    try {
      return channel.write(window(from, length), offset);
    } catch (IOException | RuntimeException e) {
      throw failed(e, "write", offset);
    }
  }

  @Override
  public void sync(SyncMode mode) throws TargetException {
    try {
      channel.force(mode == SyncMode.ALL);
    } catch (IOException e) {
      throw failed(e, "sync", -1);
    }
  }

  /** FileChannel knows nothing but the size; the inode is 0. */
  @Override
  public void stat(FileStat into) throws TargetException {
    try {
      into.sizeBytes = channel.size();
    } catch (IOException e) {
      throw failed(e, "stat", -1);
    }
    into.type = FileStat.Type.FILE;
    into.inode = 0;
    into.links = 1;
    into.mode = 0644;
    into.accessedNanos = 0;
    into.modifiedNanos = 0;
  }

  @Override
  public void truncate(long sizeBytes) throws TargetException {
    try {
      if (sizeBytes > channel.size()) {
        // FileChannel only cuts; a zero behind a hole extends.
        channel.write(ByteBuffer.allocate(1), sizeBytes - 1);
      } else {
        channel.truncate(sizeBytes);
      }
    } catch (IOException | RuntimeException e) {
      throw failed(e, "truncate", sizeBytes);
    }
  }

  @Override
  public void close() throws TargetException {
    session.closed(this);
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(e, "close", -1);
    }
  }

  TargetException failed(ErrorKind kind, String operation, long offset) {
    return new TargetException(kind, kind.errno(), operation, path, offset);
  }

  TargetException failed(Exception cause, String operation, long offset) {
    if (cause instanceof IndexOutOfBoundsException e) {
      throw e;
    }
    return Failures.of(cause, operation, path, offset);
  }
}
