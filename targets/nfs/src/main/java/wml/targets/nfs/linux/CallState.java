package wml.targets.nfs.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.ByteBuffer;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;

/** Where one thread's calls leave errno, and the memory that they take from and fill. */
public final class CallState {
  /** What one read of a directory fills at most. */
  public static final int LIST_BYTES = 64 << 10;

  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final Class<?> SEGMENT_CLASS = Arena.ofAuto().allocate(LAYOUT).getClass();
  private static final int PATH_BYTES = 4096;
  private static final int HANDLE_HEAD = 8;

  private final MemorySegment captured = Arena.ofAuto().allocate(LAYOUT);
  private final MemorySegment empty = Arena.ofAuto().allocate(8);
  private final MemorySegment path = Arena.ofAuto().allocate(PATH_BYTES);
  private final MemorySegment secondPath = Arena.ofAuto().allocate(PATH_BYTES);
  private final MemorySegment times = Arena.ofAuto().allocate(32, 8);
  private final MemorySegment handle =
      Arena.ofAuto().allocate(HANDLE_HEAD + Handle.MOST_BYTES + 8, 8);
  private final MemorySegment list = Arena.ofAuto().allocate(LIST_BYTES, 8);
  private final MemorySegment mount = Arena.ofAuto().allocate(8);
  final MemorySegment statx = Arena.ofAuto().allocate(Statx.BYTES, 8);

  /** Tells the compiler the exact class: only then does it remove the slice that calls make. */
  MemorySegment captured() {
    MemorySegment segment = captured;
    if (segment.getClass() != SEGMENT_CLASS) {
      throw new IllegalStateException("not what an arena makes: " + segment);
    }
    return segment;
  }

  /** Of the last call that returned -1. */
  public int errno() {
    return captured.get(JAVA_INT, ERRNO);
  }

  /** No path: with AT_EMPTY_PATH it means the descriptor itself. */
  public long empty() {
    return empty.address();
  }

  /** The address of a name, with a NUL behind it, until the next one. */
  public long path(Name name) {
    return terminated(path, name, 0);
  }

  /** A second name at the same time. */
  public long secondPath(Name name) {
    return terminated(secondPath, name, 0);
  }

  /** A name with a prefix in ASCII before it. */
  public long path(String prefix, Name name) {
    for (int i = 0; i < prefix.length(); i++) {
      path.set(JAVA_BYTE, i, (byte) prefix.charAt(i));
    }
    return terminated(path, name, prefix.length());
  }

  public long path(String text) {
    return path(text, new Name());
  }

  private static long terminated(MemorySegment into, Name name, int at) {
    MemorySegment.copy(name.array(), 0, into, JAVA_BYTE, at, name.length());
    into.set(JAVA_BYTE, at + name.length(), (byte) 0);
    return into.address();
  }

  /** Room for the content of a link. */
  public MemorySegment pathRoom() {
    return path;
  }

  /** Room for entries of a directory, or names of values. */
  public MemorySegment list() {
    return list;
  }

  /** Where a buffer's position is; it must be one outside the heap. */
  public static long address(ByteBuffer buffer) {
    if (!buffer.isDirect()) {
      throw new IllegalArgumentException("a buffer in the heap");
    }
    return MemorySegment.ofBuffer(buffer).address();
  }

  /** Two {@code struct timespec}. */
  long times(long accessedSeconds, long accessedNanos, long modifiedSeconds, long modifiedNanos) {
    times.set(JAVA_LONG, 0, accessedSeconds);
    times.set(JAVA_LONG, 8, accessedNanos);
    times.set(JAVA_LONG, 16, modifiedSeconds);
    times.set(JAVA_LONG, 24, modifiedNanos);
    return times.address();
  }

  /** For the number of a mount, which nobody asks for. */
  long mountRoom() {
    return mount.address();
  }

  /** An empty {@code struct file_handle} with room for so many bytes. */
  long handleRoom(int bytes) {
    handle.set(JAVA_INT, 0, bytes);
    handle.set(JAVA_INT, 4, 0);
    return handle.address();
  }

  /** Bytes of the handle that a call has filled in. */
  public int handleBytes() {
    return handle.get(JAVA_INT, 0);
  }

  public int handleType() {
    return handle.get(JAVA_INT, 4);
  }

  public void copyHandle(byte[] into, int at) {
    MemorySegment.copy(handle, JAVA_BYTE, HANDLE_HEAD, into, at, handleBytes());
  }

  /** A {@code struct file_handle} of these bytes. */
  public void handle(int type, byte[] from, int at, int bytes) {
    handle.set(JAVA_INT, 0, bytes);
    handle.set(JAVA_INT, 4, type);
    MemorySegment.copy(from, at, handle, JAVA_BYTE, HANDLE_HEAD, bytes);
  }

  long handleAddress() {
    return handle.address();
  }
}
