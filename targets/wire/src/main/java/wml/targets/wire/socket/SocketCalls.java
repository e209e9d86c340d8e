package wml.targets.wire.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The C library's calls on sockets, with addresses as longs. Each returns what C returns; on -1 the
 * thread's {@code state} holds errno. The caller keeps the memory behind an address reachable until
 * the call returns.
 */
final class SocketCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final int F_SETFL = 4;
  private static final Class<?> STATE_CLASS = newState().getClass();

  private static final MethodHandle SOCKET =
      link("socket", JAVA_INT, List.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CONNECT =
      link("connect", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      link("setsockopt", JAVA_INT, List.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      link("getsockopt", JAVA_INT, List.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SEND =
      link("send", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle RECV =
      link("recv", JAVA_LONG, List.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle POLL =
      link("poll", JAVA_INT, List.of(JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SHUTDOWN =
      link("shutdown", JAVA_INT, List.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle FCNTL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("fcntl"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
          CAPTURE,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE = link("close", JAVA_INT, List.of(JAVA_INT));

  private SocketCalls() {}

  /** Where one thread's calls leave errno. */
  static MemorySegment newState() {
    return Arena.ofAuto().allocate(STATE);
  }

  /** Tells the compiler the exact class: only then does it remove the slice that calls make. */
  private static MemorySegment exact(MemorySegment state) {
    if (state.getClass() != STATE_CLASS) {
      throw new IllegalArgumentException("not made by newState: " + state);
    }
    return state;
  }

  static int errno(MemorySegment state) {
    return state.get(JAVA_INT, ERRNO);
  }

  private static MethodHandle link(String name, MemoryLayout result, List<MemoryLayout> args) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, args.toArray(MemoryLayout[]::new)),
        CAPTURE);
  }

  private static AssertionError broken(Throwable e) {
    return new AssertionError("a call into the C library threw", e);
  }

  static int socket(MemorySegment state, int family, int type) {
    try {
      return (int) SOCKET.invokeExact(exact(state), family, type, 0);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int connect(MemorySegment state, int fd, long address, int length) {
    try {
      return (int) CONNECT.invokeExact(exact(state), fd, address, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int setOption(
      MemorySegment state, int fd, int level, int name, long value, int valueBytes) {
    try {
      return (int) SETSOCKOPT.invokeExact(exact(state), fd, level, name, value, valueBytes);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int getOption(MemorySegment state, int fd, int level, int name, long value, long length) {
    try {
      return (int) GETSOCKOPT.invokeExact(exact(state), fd, level, name, value, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static long send(MemorySegment state, int fd, long address, long length, int flags) {
    try {
      return (long) SEND.invokeExact(exact(state), fd, address, length, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static long receive(MemorySegment state, int fd, long address, long length, int flags) {
    try {
      return (long) RECV.invokeExact(exact(state), fd, address, length, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int poll(MemorySegment state, long descriptors, long count, int millis) {
    try {
      return (int) POLL.invokeExact(exact(state), descriptors, count, millis);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Makes calls wait from now on. */
  static int blocking(MemorySegment state, int fd) {
    try {
      return (int) FCNTL.invokeExact(exact(state), fd, F_SETFL, 0);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int shutdown(MemorySegment state, int fd, int how) {
    try {
      return (int) SHUTDOWN.invokeExact(exact(state), fd, how);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int close(MemorySegment state, int fd) {
    try {
      return (int) CLOSE.invokeExact(exact(state), fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }
}
