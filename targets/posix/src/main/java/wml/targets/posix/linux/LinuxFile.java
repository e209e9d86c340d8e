package wml.targets.posix.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/**
 * A file descriptor of a session, which reuses the object for a later file: a second close is
 * harmless only until the session opens another file.
 *
 * <p>With asynchronous requests under way, closing leaves the descriptor open until the last of
 * them is reaped; else one could reach the next file that gets the same number.
 */
final class LinuxFile implements FileHandle {
  private static final int CLOSED = -1;

  private final LinuxSession session;
  private final CallState state;
  private int fd = CLOSED;
  private int descriptor = CLOSED;
  private int underWay;

  /** Among the session's files; and which of its openings this is, from 1. */
  private final int number;

  private long opening;
  private byte[] path = new byte[128];
  private int pathLength;

  /** The session's list of objects to reuse. */
  @Nullable LinuxFile nextFree;

  LinuxFile(LinuxSession session, CallState state, int number) {
    this.session = session;
    this.state = state;
    this.number = number;
  }

  /** A handle that a session here made. */
  static LinuxFile of(FileHandle handle) {
    if (!(handle instanceof LinuxFile file)) {
      throw new IllegalArgumentException("a handle of another target: " + handle);
    }
    return file;
  }

  LinuxFile opened(int newFd, FilePath name, long newOpening) {
    fd = newFd;
    opening = newOpening;
    descriptor = newFd;
    pathLength = name.length();
    if (path.length < pathLength) {
      path = new byte[2 * pathLength];
    }
    MemorySegment.copy(name.memory(), ValueLayout.JAVA_BYTE, 0, path, 0, pathLength);
    return this;
  }

  /** The number that system calls take; -1, which they refuse, once closed. */
  int fd() {
    return fd;
  }

  /** The object's number among those of its session. */
  int number() {
    return number;
  }

  /** Tells the files apart that the object was; never 0. */
  long opening() {
    return opening;
  }

  @Override
  public int read(IoBuffer into, int length, long offset) throws TargetException {
    into.checkRoom(length);
    try {
      while (true) {
        int n = LibC.pread(state, fd, into.address(), length, offset);
        if (n > 0) {
          state.counters.bytes += n;
          return n;
        }
        if (n == 0) {
          return length == 0 ? 0 : END;
        }
        retryOrFail("read", offset);
      }
    } finally {
      Reference.reachabilityFence(into);
    }
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws TargetException {
    from.checkRoom(length);
    try {
      while (true) {
        int n = LibC.pwrite(state, fd, from.address(), length, offset);
        if (n >= 0) {
          state.counters.bytes += n;
          return n;
        }
        retryOrFail("write", offset);
      }
    } finally {
      Reference.reachabilityFence(from);
    }
  }

  @Override
  public void sync(SyncMode mode) throws TargetException {
    while ((mode == SyncMode.DATA ? LibC.fdatasync(state, fd) : LibC.fsync(state, fd)) < 0) {
      retryOrFail("sync", -1);
    }
  }

  @Override
  public void stat(FileStat into) throws TargetException {
    if (fd == CLOSED) {
      throw failed(ErrorKind.EBADF.errno(), "stat", -1);
    }
    while (session.statx().ofDescriptor(state, fd) < 0) {
      retryOrFail("stat", -1);
    }
    session.statx().copyTo(into);
  }

  @Override
  public void truncate(long sizeBytes) throws TargetException {
    while (LibC.ftruncate(state, fd, sizeBytes) < 0) {
      retryOrFail("truncate", sizeBytes);
    }
  }

  /** Returns if the call was only interrupted by a signal. */
  void retryOrFail(String operation, long offset) throws TargetException {
    int errno = state.errno();
    if (errno != Abi.EINTR) {
      throw failed(errno, operation, offset);
    }
  }

  TargetException failed(int errno, String operation, long offset) {
    String name = new String(path, 0, pathLength, StandardCharsets.UTF_8);
    return TargetException.ofErrno(errno, operation, name, offset);
  }

  void requestSubmitted() {
    underWay++;
  }

  void requestOver() throws TargetException {
    underWay--;
    if (fd == CLOSED && underWay == 0) {
      closeDescriptor();
    }
  }

  @Override
  public void close() throws TargetException {
    if (fd != CLOSED) {
      fd = CLOSED;
      if (underWay == 0) {
        closeDescriptor();
      }
    }
  }

  /** Once only: Linux frees the number even if close fails or is interrupted. */
  private void closeDescriptor() throws TargetException {
    if (descriptor == CLOSED) {
      return;
    }
    session.closing(this);
    int result = LibC.close(state, descriptor);
    descriptor = CLOSED;
    int errno = state.errno();
    TargetException failure = result < 0 && errno != Abi.EINTR ? failed(errno, "close", -1) : null;
    session.closed(this);
    if (failure != null) {
      throw failure;
    }
  }
}
