package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** The C library's calls on ranges of open files, as {@link LibC} makes calls. */
final class RangeCalls {
  private RangeCalls() {}

  private static final class Preadv {
    static final MethodHandle CALL =
        LibC.link("preadv", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
  }

  static long preadv(CallState state, int fd, long vector, int parts, long offset) {
    try {
      return (long) Preadv.CALL.invokeExact(state.counted(), fd, vector, parts, offset);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Pwritev {
    static final MethodHandle CALL =
        LibC.link("pwritev", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
  }

  static long pwritev(CallState state, int fd, long vector, int parts, long offset) {
    try {
      return (long) Pwritev.CALL.invokeExact(state.counted(), fd, vector, parts, offset);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class CopyFileRange {
    static final MethodHandle CALL =
        LibC.link(
            "copy_file_range",
            JAVA_LONG,
            List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  /** Offsets are addresses of longs, which the call moves on. */
  static long copy(CallState state, int from, long fromOffset, int to, long toOffset, long length) {
    try {
      return (long)
          CopyFileRange.CALL.invokeExact(
              state.counted(), from, fromOffset, to, toOffset, length, 0);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Fallocate {
    static final MethodHandle CALL =
        LibC.link("fallocate", JAVA_INT, List.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  }

  static int fallocate(CallState state, int fd, int mode, long offset, long length) {
    try {
      return (int) Fallocate.CALL.invokeExact(state.counted(), fd, mode, offset, length);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Fcntl {
    static final MethodHandle CALL =
        LibC.link(
            "fcntl",
            JAVA_INT,
            List.of(JAVA_INT, JAVA_INT, JAVA_LONG),
            Linker.Option.firstVariadicArg(2));
  }

  static int fcntl(CallState state, int fd, int command, long argument) {
    try {
      return (int) Fcntl.CALL.invokeExact(state.counted(), fd, command, argument);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Mmap {
    static final MethodHandle CALL =
        LibC.link(
            "mmap",
            JAVA_LONG,
            List.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  }

  static long mmap(CallState state, long length, int protection, int flags, int fd, long offset) {
    try {
      return (long)
          Mmap.CALL.invokeExact(state.counted(), 0L, length, protection, flags, fd, offset);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Munmap {
    static final MethodHandle CALL = LibC.link("munmap", JAVA_INT, List.of(JAVA_LONG, JAVA_LONG));
  }

  static int munmap(CallState state, long address, long length) {
    try {
      return (int) Munmap.CALL.invokeExact(state.counted(), address, length);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Msync {
    static final MethodHandle CALL =
        LibC.link("msync", JAVA_INT, List.of(JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  static int msync(CallState state, long address, long length, int flags) {
    state.counters.syncs++;
    try {
      return (int) Msync.CALL.invokeExact(state.counted(), address, length, flags);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }
}
