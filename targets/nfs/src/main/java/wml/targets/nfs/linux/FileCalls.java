package wml.targets.nfs.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The C library's calls on open files, with addresses as longs. Each returns what C returns; on -1
 * the thread's state holds errno.
 */
public final class FileCalls {
  private static final MethodHandle CLOSE = Link.to("close", JAVA_INT, List.of(JAVA_INT));
  private static final MethodHandle PREAD =
      Link.to("pread", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle PWRITE =
      Link.to("pwrite", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FSYNC = Link.to("fsync", JAVA_INT, List.of(JAVA_INT));
  private static final MethodHandle SYNCFS = Link.to("syncfs", JAVA_INT, List.of(JAVA_INT));
  private static final MethodHandle FCHMOD =
      Link.to("fchmod", JAVA_INT, List.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle FDATASYNC = Link.to("fdatasync", JAVA_INT, List.of(JAVA_INT));
  private static final MethodHandle FTRUNCATE =
      Link.to("ftruncate", JAVA_INT, List.of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle LSEEK =
      Link.to("lseek", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle FALLOCATE =
      Link.to("fallocate", JAVA_INT, List.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle GETDENTS64 =
      Link.to("getdents64", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FSTATVFS =
      Link.to("fstatvfs", JAVA_INT, List.of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle FGETXATTR =
      Link.to("fgetxattr", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FSETXATTR =
      Link.to("fsetxattr", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle FREMOVEXATTR =
      Link.to("fremovexattr", JAVA_INT, List.of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle FLISTXATTR =
      Link.to("flistxattr", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

  private FileCalls() {}

  public static int close(CallState state, int fd) {
    try {
      return (int) CLOSE.invokeExact(state.captured(), fd);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static long pread(CallState state, int fd, long address, long length, long offset) {
    try {
      return (long) PREAD.invokeExact(state.captured(), fd, address, length, offset);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static long pwrite(CallState state, int fd, long address, long length, long offset) {
    try {
      return (long) PWRITE.invokeExact(state.captured(), fd, address, length, offset);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int fsync(CallState state, int fd) {
    try {
      return (int) FSYNC.invokeExact(state.captured(), fd);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Of the whole file system. */
  public static int syncfs(CallState state, int fd) {
    try {
      return (int) SYNCFS.invokeExact(state.captured(), fd);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int changeMode(CallState state, int fd, int mode) {
    try {
      return (int) FCHMOD.invokeExact(state.captured(), fd, mode);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int fdatasync(CallState state, int fd) {
    try {
      return (int) FDATASYNC.invokeExact(state.captured(), fd);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int ftruncate(CallState state, int fd, long size) {
    try {
      return (int) FTRUNCATE.invokeExact(state.captured(), fd, size);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static long lseek(CallState state, int fd, long offset, int whence) {
    try {
      return (long) LSEEK.invokeExact(state.captured(), fd, offset, whence);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int fallocate(CallState state, int fd, int mode, long offset, long length) {
    try {
      return (int) FALLOCATE.invokeExact(state.captured(), fd, mode, offset, length);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Fills {@link CallState#list}. */
  public static long getdents(CallState state, int fd) {
    try {
      return (long)
          GETDENTS64.invokeExact(
              state.captured(), fd, state.list().address(), (long) CallState.LIST_BYTES);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Fills the begin of {@link CallState#list}. */
  public static int fstatvfs(CallState state, int fd) {
    try {
      return (int) FSTATVFS.invokeExact(state.captured(), fd, state.list().address());
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static long getValue(CallState state, int fd, long name, long address, long room) {
    try {
      return (long) FGETXATTR.invokeExact(state.captured(), fd, name, address, room);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int setValue(
      CallState state, int fd, long name, long address, long length, int flags) {
    try {
      return (int) FSETXATTR.invokeExact(state.captured(), fd, name, address, length, flags);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int removeValue(CallState state, int fd, long name) {
    try {
      return (int) FREMOVEXATTR.invokeExact(state.captured(), fd, name);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static long listValues(CallState state, int fd, long address, long room) {
    try {
      return (long) FLISTXATTR.invokeExact(state.captured(), fd, address, room);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }
}
