package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import java.util.List;

/** The C library's calls on paths, as {@link LibC} makes calls. */
final class NameCalls {
  private NameCalls() {}

  private static final class Linkat {
    static final MethodHandle CALL =
        LibC.link("linkat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  static int link(CallState state, long existing, long name) {
    try {
      return (int)
          Linkat.CALL.invokeExact(state.counted(), Abi.AT_FDCWD, existing, Abi.AT_FDCWD, name, 0);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Symlinkat {
    static final MethodHandle CALL =
        LibC.link("symlinkat", JAVA_INT, List.of(JAVA_LONG, JAVA_INT, JAVA_LONG));
  }

  static int symlink(CallState state, long content, long name) {
    try {
      return (int) Symlinkat.CALL.invokeExact(state.counted(), content, Abi.AT_FDCWD, name);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Readlinkat {
    static final MethodHandle CALL =
        LibC.link("readlinkat", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static long readlink(CallState state, long name, long buffer, long size) {
    try {
      return (long) Readlinkat.CALL.invokeExact(state.counted(), Abi.AT_FDCWD, name, buffer, size);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Fchmodat {
    static final MethodHandle CALL =
        LibC.link("fchmodat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
  }

  static int chmod(CallState state, long path, int mode) {
    try {
      return (int) Fchmodat.CALL.invokeExact(state.counted(), Abi.AT_FDCWD, path, mode, 0);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Utimensat {
    static final MethodHandle CALL =
        LibC.link("utimensat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  static int utimens(CallState state, long path, long times) {
    try {
      return (int) Utimensat.CALL.invokeExact(state.counted(), Abi.AT_FDCWD, path, times, 0);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Faccessat {
    static final MethodHandle CALL =
        LibC.link("faccessat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
  }

  static int access(CallState state, long path, int rights) {
    try {
      return (int) Faccessat.CALL.invokeExact(state.counted(), Abi.AT_FDCWD, path, rights, 0);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Lgetxattr {
    static final MethodHandle CALL =
        LibC.link("lgetxattr", JAVA_LONG, List.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static long getxattr(CallState state, long path, long name, long buffer, long size) {
    try {
      return (long) Lgetxattr.CALL.invokeExact(state.counted(), path, name, buffer, size);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Lsetxattr {
    static final MethodHandle CALL =
        LibC.link(
            "lsetxattr", JAVA_INT, List.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  }

  static int setxattr(CallState state, long path, long name, long value, long size) {
    try {
      return (int) Lsetxattr.CALL.invokeExact(state.counted(), path, name, value, size, 0);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Llistxattr {
    static final MethodHandle CALL =
        LibC.link("llistxattr", JAVA_LONG, List.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static long listxattr(CallState state, long path, long buffer, long size) {
    try {
      return (long) Llistxattr.CALL.invokeExact(state.counted(), path, buffer, size);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }

  private static final class Lremovexattr {
    static final MethodHandle CALL =
        LibC.link("lremovexattr", JAVA_INT, List.of(JAVA_LONG, JAVA_LONG));
  }

  static int removexattr(CallState state, long path, long name) {
    try {
      return (int) Lremovexattr.CALL.invokeExact(state.counted(), path, name);
    } catch (Throwable e) {
      throw LibC.broken(e);
    }
  }
}
