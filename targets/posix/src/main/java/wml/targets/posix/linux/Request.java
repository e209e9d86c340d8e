package wml.targets.posix.linux;

import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.target.Counters;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/**
 * One asynchronous read or write: filled by the session's thread, performed by a worker, read by
 * the session's thread. The rings that it passes through order these. Holds on to the buffer
 * meanwhile.
 */
final class Request {
  private @Nullable LinuxFile file;
  private @Nullable IoBuffer buffer;
  private int fd;
  private long address;
  private int length;
  private long offset;
  private long tag;
  private boolean write;
  private int bytes;
  private int errno;
  private long calls;

  void set(LinuxFile of, IoBuffer from, int byteCount, long at, long newTag, boolean isWrite) {
    file = of;
    buffer = from;
    fd = of.fd();
    address = from.address();
    length = byteCount;
    offset = at;
    tag = newTag;
    write = isWrite;
    bytes = 0;
    errno = 0;
  }

  void perform(CallState state) {
    long before = state.counters.systemCalls;
    int result;
    try {
      do {
        result =
            write
                ? LibC.pwrite(state, fd, address, length, offset)
                : LibC.pread(state, fd, address, length, offset);
        errno = result < 0 ? state.errno() : 0;
      } while (errno == Abi.EINTR);
    } finally {
      Reference.reachabilityFence(buffer);
    }
    boolean atEnd = !write && result == 0 && length > 0;
    bytes = atEnd ? FileHandle.END : Math.max(result, 0);
    calls = state.counters.systemCalls - before;
  }

  LinuxFile file() {
    return Objects.requireNonNull(file);
  }

  long tag() {
    return tag;
  }

  /** As {@link FileHandle} returns it; 0 if the request failed. */
  int bytes() {
    return bytes;
  }

  /** Counts what was done as the doing of the session's thread. */
  void countIn(Counters counters) {
    counters.systemCalls += calls;
    counters.bytes += Math.max(bytes, 0);
  }

  @Nullable TargetException failure() {
    return errno == 0 ? null : file().failed(errno, write ? "write" : "read", offset);
  }

  void clear() {
    file = null;
    buffer = null;
  }
}
