package wml.targets.nfs.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The C library's calls on names, each from a directory's descriptor, as {@link FileCalls} makes
 * calls. None follows a symbolic link.
 */
public final class NameCalls {
  private static final MethodHandle OPENAT =
      Link.to(
          "openat",
          JAVA_INT,
          List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(3));
  private static final MethodHandle STATX =
      Link.to("statx", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle UNLINKAT =
      Link.to("unlinkat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle MKDIRAT =
      Link.to("mkdirat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle MKNODAT =
      Link.to("mknodat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
  private static final MethodHandle RENAMEAT =
      Link.to("renameat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
  private static final MethodHandle LINKAT =
      Link.to("linkat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SYMLINKAT =
      Link.to("symlinkat", JAVA_INT, List.of(JAVA_LONG, JAVA_INT, JAVA_LONG));
  private static final MethodHandle READLINKAT =
      Link.to("readlinkat", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FCHOWNAT =
      Link.to("fchownat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle FCHMODAT =
      Link.to("fchmodat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
  private static final MethodHandle UTIMENSAT =
      Link.to("utimensat", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle NAME_TO_HANDLE_AT =
      Link.to(
          "name_to_handle_at",
          JAVA_INT,
          List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle OPEN_BY_HANDLE_AT =
      Link.to("open_by_handle_at", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));

  private NameCalls() {}

  public static int open(CallState state, int directory, long name, int flags, int mode) {
    try {
      return (int) OPENAT.invokeExact(state.captured(), directory, name, flags, mode);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Fills what {@link Statx} reads; an empty name is the descriptor itself. */
  public static int statx(CallState state, int directory, long name) {
    try {
      return (int)
          STATX.invokeExact(
              state.captured(),
              directory,
              name,
              Abi.AT_SYMLINK_NOFOLLOW | Abi.AT_EMPTY_PATH,
              Statx.MASK,
              state.statx.address());
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int unlink(CallState state, int directory, long name, int flags) {
    try {
      return (int) UNLINKAT.invokeExact(state.captured(), directory, name, flags);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int makeDirectory(CallState state, int directory, long name, int mode) {
    try {
      return (int) MKDIRAT.invokeExact(state.captured(), directory, name, mode);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int makeNode(CallState state, int directory, long name, int mode, long device) {
    try {
      return (int) MKNODAT.invokeExact(state.captured(), directory, name, mode, device);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int rename(
      CallState state, int fromDirectory, long from, int toDirectory, long to) {
    try {
      return (int) RENAMEAT.invokeExact(state.captured(), fromDirectory, from, toDirectory, to);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Gives an open file one more name. */
  public static int link(CallState state, int file, int directory, long name) {
    try {
      return (int)
          LINKAT.invokeExact(
              state.captured(), file, state.empty(), directory, name, Abi.AT_EMPTY_PATH);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int symbolicLink(CallState state, long content, int directory, long name) {
    try {
      return (int) SYMLINKAT.invokeExact(state.captured(), content, directory, name);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Fills {@link CallState#pathRoom} with what an open link holds. */
  public static long readLink(CallState state, int link) {
    try {
      return (long)
          READLINKAT.invokeExact(
              state.captured(),
              link,
              state.empty(),
              state.pathRoom().address(),
              state.pathRoom().byteSize());
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Of an open file; -1 keeps. */
  public static int changeOwner(CallState state, int file, int uid, int gid) {
    try {
      return (int)
          FCHOWNAT.invokeExact(state.captured(), file, state.empty(), uid, gid, Abi.AT_EMPTY_PATH);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Of a path that is no link, such as that of a descriptor in /proc. */
  public static int changeMode(CallState state, long path, int mode) {
    try {
      return (int) FCHMODAT.invokeExact(state.captured(), Abi.AT_FDCWD, path, mode, 0);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  public static int changeTimes(
      CallState state,
      int file,
      long accessedSeconds,
      long accessedNanos,
      long modifiedSeconds,
      long modifiedNanos) {
    try {
      return (int)
          UTIMENSAT.invokeExact(
              state.captured(),
              file,
              state.empty(),
              state.times(accessedSeconds, accessedNanos, modifiedSeconds, modifiedNanos),
              Abi.AT_EMPTY_PATH);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Fills in the kernel's handle; an empty name is the descriptor itself. */
  public static int handleOf(CallState state, int directory, long name, int room) {
    try {
      return (int)
          NAME_TO_HANDLE_AT.invokeExact(
              state.captured(),
              directory,
              name,
              state.handleRoom(room),
              state.mountRoom(),
              Abi.AT_EMPTY_PATH);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }

  /** Opens what {@link CallState#handle} names. */
  public static int openHandle(CallState state, int anyOfFileSystem, int flags) {
    try {
      return (int)
          OPEN_BY_HANDLE_AT.invokeExact(
              state.captured(), anyOfFileSystem, state.handleAddress(), flags);
    } catch (Throwable e) {
      throw Link.broken(e);
    }
  }
}
