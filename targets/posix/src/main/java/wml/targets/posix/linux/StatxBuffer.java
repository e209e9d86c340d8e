package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import wml.api.target.FileStat;

/**
 * The kernel's {@code struct statx}, of which these fields are read. Owned by one thread.
 *
 * <pre>
 * offset  size  field
 *     16     4  stx_nlink
 *     28     2  stx_mode
 *     32     8  stx_ino
 *     40     8  stx_size
 *     64    16  stx_atime: seconds (8), nanoseconds (4)
 *    112    16  stx_mtime, the same
 *    156     4  stx_dio_offset_align, with STATX_DIOALIGN (Linux 6.1)
 * </pre>
 */
final class StatxBuffer {
  private static final int BYTES = 256;

  /** STATX_TYPE, _MODE, _NLINK, _ATIME, _MTIME, _INO and _SIZE. */
  private static final int MASK = 0x1 | 0x2 | 0x4 | 0x20 | 0x40 | 0x100 | 0x200;

  private static final int DIOALIGN = 0x2000;

  private static final int S_IFMT = 0170000;
  private static final int S_IFREG = 0100000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFLNK = 0120000;
  private static final int S_IFBLK = 0060000;

  /** Empty, so that AT_EMPTY_PATH means the descriptor itself. */
  private final MemorySegment emptyPath = Arena.ofAuto().allocate(8);

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, 8);

  /** Asks about a path below a directory, without following a symbolic link. */
  int ofPath(CallState state, int directory, long path) {
    return LibC.statx(state, directory, path, Abi.AT_SYMLINK_NOFOLLOW, MASK, memory.address());
  }

  int ofDescriptor(CallState state, int fd) {
    return LibC.statx(state, fd, emptyPath.address(), Abi.AT_EMPTY_PATH, MASK, memory.address());
  }

  /** What O_DIRECT asks of offsets and lengths in a file; 0 if the kernel does not tell. */
  int directAlignment(CallState state, long path) {
    memory.fill((byte) 0);
    int result =
        LibC.statx(state, Abi.AT_FDCWD, path, Abi.AT_SYMLINK_NOFOLLOW, DIOALIGN, memory.address());
    boolean tells = result == 0 && (memory.get(JAVA_INT, 0) & DIOALIGN) != 0;
    return tells ? memory.get(JAVA_INT, 156) : 0;
  }

  boolean isDirectory() {
    return (mode() & S_IFMT) == S_IFDIR;
  }

  private int mode() {
    return memory.get(JAVA_SHORT, 28);
  }

  void copyTo(FileStat into) {
    into.type =
        switch (mode() & S_IFMT) {
          case S_IFREG -> FileStat.Type.FILE;
          case S_IFDIR -> FileStat.Type.DIRECTORY;
          case S_IFLNK -> FileStat.Type.SYMBOLIC_LINK;
          case S_IFBLK -> FileStat.Type.BLOCK_DEVICE;
          default -> FileStat.Type.OTHER;
        };
    into.mode = mode() & 07777;
    into.links = memory.get(JAVA_INT, 16);
    into.inode = memory.get(JAVA_LONG, 32);
    into.sizeBytes = memory.get(JAVA_LONG, 40);
    into.accessedNanos = nanos(64);
    into.modifiedNanos = nanos(112);
  }

  private long nanos(int at) {
    return memory.get(JAVA_LONG, at) * 1_000_000_000 + memory.get(JAVA_INT, at + 8);
  }
}
