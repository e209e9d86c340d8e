package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The C library's calls, with addresses as longs. Each returns what C returns; on -1 the thread's
 * {@code state} holds errno. Each is one system call, which the state counts.
 *
 * <ol>
 *   <li>A handle is a static final of a class of its own: it is a constant to the compiler, and a
 *       call that is never made is never linked.
 *   <li>None is linked as critical: that holds up the garbage collector for as long as the call
 *       blocks, and gains nothing on calls that enter the kernel.
 *   <li>The caller keeps the memory behind an address reachable until the call returns.
 * </ol>
 */
final class LibC {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

  private LibC() {}

  /** Links a function of the C library. */
  static MethodHandle link(
      String name, MemoryLayout result, List<MemoryLayout> args, Linker.Option... options) {
    List<Linker.Option> all = new ArrayList<>(List.of(options));
    all.add(CAPTURE);
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, args.toArray(MemoryLayout[]::new)),
        all.toArray(Linker.Option[]::new));
  }

  static AssertionError broken(Throwable e) {
    return new AssertionError("a call into the C library threw", e);
  }

  private static final class Openat {
    static final MethodHandle CALL =
        link(
            "openat",
            JAVA_INT,
            List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(3));
  }

  static int openat(CallState state, int directory, long path, int flags, int mode) {
    try {
      return (int) Openat.CALL.invokeExact(state.counted(), directory, path, flags, mode);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Close {
    static final MethodHandle CALL = link("close", JAVA_INT, List.of(JAVA_INT));
  }

  static int close(CallState state, int fd) {
    try {
      return (int) Close.CALL.invokeExact(state.counted(), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Pread {
    static final MethodHandle CALL =
        link("pread", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static int pread(CallState state, int fd, long address, int length, long offset) {
    try {
      return (int)
          (long) Pread.CALL.invokeExact(state.counted(), fd, address, (long) length, offset);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Pwrite {
    static final MethodHandle CALL =
        link("pwrite", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static int pwrite(CallState state, int fd, long address, int length, long offset) {
    try {
      return (int)
          (long) Pwrite.CALL.invokeExact(state.counted(), fd, address, (long) length, offset);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Fsync {
    static final MethodHandle CALL = link("fsync", JAVA_INT, List.of(JAVA_INT));
  }

  static int fsync(CallState state, int fd) {
    state.counters.syncs++;
    try {
      return (int) Fsync.CALL.invokeExact(state.counted(), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Fdatasync {
    static final MethodHandle CALL = link("fdatasync", JAVA_INT, List.of(JAVA_INT));
  }

  static int fdatasync(CallState state, int fd) {
    state.counters.syncs++;
    try {
      return (int) Fdatasync.CALL.invokeExact(state.counted(), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Ftruncate {
    static final MethodHandle CALL = link("ftruncate", JAVA_INT, List.of(JAVA_INT, JAVA_LONG));
  }

  static int ftruncate(CallState state, int fd, long size) {
    try {
      return (int) Ftruncate.CALL.invokeExact(state.counted(), fd, size);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Statx {
    static final MethodHandle CALL =
        link("statx", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
  }

  static int statx(CallState state, int directory, long path, int flags, int mask, long buffer) {
    try {
      return (int) Statx.CALL.invokeExact(state.counted(), directory, path, flags, mask, buffer);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Getdents64 {
    static final MethodHandle CALL =
        link("getdents64", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  }

  static int getdents64(CallState state, int fd, long buffer, int length) {
    try {
      return (int) (long) Getdents64.CALL.invokeExact(state.counted(), fd, buffer, (long) length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Unlinkat {
    static final MethodHandle CALL =
        link("unlinkat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  static int unlinkat(CallState state, int directory, long path, int flags) {
    try {
      return (int) Unlinkat.CALL.invokeExact(state.counted(), directory, path, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Mkdirat {
    static final MethodHandle CALL =
        link("mkdirat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  static int mkdirat(CallState state, int directory, long path, int mode) {
    try {
      return (int) Mkdirat.CALL.invokeExact(state.counted(), directory, path, mode);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Renameat {
    static final MethodHandle CALL =
        link("renameat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
  }

  static int renameat(CallState state, int fromDirectory, long from, int toDirectory, long to) {
    try {
      return (int) Renameat.CALL.invokeExact(state.counted(), fromDirectory, from, toDirectory, to);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class PosixFadvise {
    static final MethodHandle CALL =
        link("posix_fadvise", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  /** Returns 0 or the error's number, unlike the others. */
  static int fadvise(CallState state, int fd, int advice) {
    try {
      return (int) PosixFadvise.CALL.invokeExact(state.counted(), fd, 0L, 0L, advice);
    } catch (Throwable e) {
      throw broken(e);
    }
  }
}
