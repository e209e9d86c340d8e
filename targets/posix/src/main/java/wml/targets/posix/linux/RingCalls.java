package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The system calls of io_uring, which the C library has no functions for, as {@link LibC} makes
 * calls. Their numbers are those of include/uapi/asm-generic/unistd.h, the same on amd64 and
 * aarch64.
 */
final class RingCalls {
  private static final long IO_URING_SETUP = 425;
  private static final long IO_URING_ENTER = 426;
  private static final long IO_URING_REGISTER = 427;

  private RingCalls() {}

  private static final class Setup {
    static final MethodHandle CALL =
        LibC.link(
            "syscall",
            JAVA_LONG,
            List.of(JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
  }

  static int setup(CallState state, int entries, long params) {
    try {
      return (int)
          (long) Setup.CALL.invokeExact(state.counted(), IO_URING_SETUP, (long) entries, params);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Enter {
    static final MethodHandle CALL =
        LibC.link(
            "syscall",
            JAVA_LONG,
            List.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
  }

  /** Returns how many requests the kernel took. */
  static int enter(
      CallState state, int fd, int submit, int atLeast, int flags, long argument, long size) {
    try {
      return (int)
          (long)
              Enter.CALL.invokeExact(
                  state.counted(),
                  IO_URING_ENTER,
                  (long) fd,
                  (long) submit,
                  (long) atLeast,
                  (long) flags,
                  argument,
                  size);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Register {
    static final MethodHandle CALL =
        LibC.link(
            "syscall",
            JAVA_LONG,
            List.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
  }

  static int register(CallState state, int fd, int what, long argument, int count) {
    try {
      return (int)
          (long)
              Register.CALL.invokeExact(
                  state.counted(),
                  IO_URING_REGISTER,
                  (long) fd,
                  (long) what,
                  argument,
                  (long) count);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Fstatfs {
    static final MethodHandle CALL = LibC.link("fstatfs", JAVA_INT, List.of(JAVA_INT, JAVA_LONG));
  }

  /** Fills a {@code struct statfs}, at most 256 bytes, which starts with the type's number. */
  static int fstatfs(CallState state, int fd, long buffer) {
    try {
      return (int) Fstatfs.CALL.invokeExact(state.counted(), fd, buffer);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }
}
