package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The C library's calls, with addresses as longs. Each returns what C returns; on -1 the thread's
 * {@code state} holds errno.
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
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final Class<?> STATE_CLASS = newState().getClass();

  private LibC() {}

  /** Where one thread's calls leave errno. */
  static MemorySegment newState() {
    return Arena.ofAuto().allocate(STATE);
  }

  /**
   * The same. It tells the compiler the segment's exact class: only then is it sure to remove the
   * slice that every call makes of it.
   */
  static MemorySegment exact(MemorySegment state) {
    if (state.getClass() != STATE_CLASS) {
      throw new IllegalArgumentException("not made by newState: " + state);
    }
    return state;
  }

  static int errno(MemorySegment state) {
    return state.get(JAVA_INT, ERRNO);
  }

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

  static int openat(MemorySegment state, int directory, long path, int flags, int mode) {
    try {
      return (int) Openat.CALL.invokeExact(exact(state), directory, path, flags, mode);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Close {
    static final MethodHandle CALL = link("close", JAVA_INT, List.of(JAVA_INT));
  }

  static int close(MemorySegment state, int fd) {
    try {
      return (int) Close.CALL.invokeExact(exact(state), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Pread {
    static final MethodHandle CALL =
        link("pread", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static int pread(MemorySegment state, int fd, long address, int length, long offset) {
    try {
      return (int) (long) Pread.CALL.invokeExact(exact(state), fd, address, (long) length, offset);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Pwrite {
    static final MethodHandle CALL =
        link("pwrite", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static int pwrite(MemorySegment state, int fd, long address, int length, long offset) {
    try {
      return (int) (long) Pwrite.CALL.invokeExact(exact(state), fd, address, (long) length, offset);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Fsync {
    static final MethodHandle CALL = link("fsync", JAVA_INT, List.of(JAVA_INT));
  }

  static int fsync(MemorySegment state, int fd) {
    try {
      return (int) Fsync.CALL.invokeExact(exact(state), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Fdatasync {
    static final MethodHandle CALL = link("fdatasync", JAVA_INT, List.of(JAVA_INT));
  }

  static int fdatasync(MemorySegment state, int fd) {
    try {
      return (int) Fdatasync.CALL.invokeExact(exact(state), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Ftruncate {
    static final MethodHandle CALL = link("ftruncate", JAVA_INT, List.of(JAVA_INT, JAVA_LONG));
  }

  static int ftruncate(MemorySegment state, int fd, long size) {
    try {
      return (int) Ftruncate.CALL.invokeExact(exact(state), fd, size);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Statx {
    static final MethodHandle CALL =
        link("statx", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
  }

  static int statx(
      MemorySegment state, int directory, long path, int flags, int mask, long buffer) {
    try {
      return (int) Statx.CALL.invokeExact(exact(state), directory, path, flags, mask, buffer);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Getdents64 {
    static final MethodHandle CALL =
        link("getdents64", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  }

  static int getdents64(MemorySegment state, int fd, long buffer, int length) {
    try {
      return (int) (long) Getdents64.CALL.invokeExact(exact(state), fd, buffer, (long) length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Unlinkat {
    static final MethodHandle CALL =
        link("unlinkat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  static int unlinkat(MemorySegment state, int directory, long path, int flags) {
    try {
      return (int) Unlinkat.CALL.invokeExact(exact(state), directory, path, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Mkdirat {
    static final MethodHandle CALL =
        link("mkdirat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  static int mkdirat(MemorySegment state, int directory, long path, int mode) {
    try {
      return (int) Mkdirat.CALL.invokeExact(exact(state), directory, path, mode);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class Renameat {
    static final MethodHandle CALL =
        link("renameat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
  }

  static int renameat(MemorySegment state, int fromDirectory, long from, int toDirectory, long to) {
    try {
      return (int) Renameat.CALL.invokeExact(exact(state), fromDirectory, from, toDirectory, to);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static final class PosixFadvise {
    static final MethodHandle CALL =
        link("posix_fadvise", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  /** Returns 0 or the error's number, unlike the others. */
  static int fadvise(MemorySegment state, int fd, int advice) {
    try {
      return (int) PosixFadvise.CALL.invokeExact(exact(state), fd, 0L, 0L, advice);
    } catch (Throwable e) {
      throw broken(e);
    }
  }
}
