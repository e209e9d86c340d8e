package wml.targets.wire.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;

/**
 * A connected TCP socket of Linux (amd64, aarch64), owned by one thread. A wait costs one system
 * call, and two where it has an end of its own; nothing is allocated once connected.
 */
public final class TcpSocket implements AutoCloseable {
  /** Nothing came in time. */
  public static final int TIMED_OUT = -2;

  /** The other side has closed. */
  public static final int END = -1;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_NONBLOCK = 04000;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SO_SNDTIMEO = 21;
  private static final int SO_RCVTIMEO = 20;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;

  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EINPROGRESS = 115;

  private static final int POLL_BYTES = 8;
  private static final int NO_SOCKET = -1;

  private final MemorySegment state = SocketCalls.newState();
  private final MemorySegment poll = Arena.ofAuto().allocate(POLL_BYTES, 4);
  private final String peer;
  private int fd;
  private boolean closed;

  private TcpSocket(int fd, String peer) {
    this.fd = fd;
    this.peer = peer;
    poll.set(JAVA_INT, 0, fd);
  }

  /**
   * Connects.
   *
   * @param timeoutNanos of connecting, and of every later wait that has none of its own
   * @throws TargetException with the address, if nobody answers there in time
   */
  public static TcpSocket connect(InetSocketAddress to, long timeoutNanos) throws IOException {
    String peer = to.getHostString() + ":" + to.getPort();
    InetAddress address = to.getAddress();
    if (address == null) {
      throw new IOException("connect " + peer + ": no machine has this name");
    }
    boolean six = address instanceof Inet6Address;
    MemorySegment state = SocketCalls.newState();
    int fd =
        SocketCalls.socket(
            state, six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0) {
      throw TargetException.ofErrno(SocketCalls.errno(state), "socket", peer, -1);
    }
    TcpSocket socket = new TcpSocket(fd, peer);
    try {
      socket.open(six, address, to.getPort(), timeoutNanos);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void open(boolean six, InetAddress address, int port, long timeoutNanos)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(28, 8);
      name.set(JAVA_SHORT, 0, (short) (six ? AF_INET6 : AF_INET));
      name.set(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
      byte[] bytes = address.getAddress();
      MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, six ? 8 : 4, bytes.length);
      if (SocketCalls.connect(state, fd, name.address(), six ? 28 : 16) < 0) {
        int errno = SocketCalls.errno(state);
        if (errno != EINPROGRESS) {
          throw failed("connect", errno);
        }
        if (!await(POLLOUT, timeoutNanos)) {
          throw new TargetException(ErrorKind.ETIMEDOUT, "connect", peer);
        }
        MemorySegment value = arena.allocate(4, 4);
        MemorySegment length = arena.allocate(4, 4);
        length.set(JAVA_INT, 0, 4);
        SocketCalls.getOption(state, fd, SOL_SOCKET, SO_ERROR, value.address(), length.address());
        if (value.get(JAVA_INT, 0) != 0) {
          throw failed("connect", value.get(JAVA_INT, 0));
        }
      }
      MemorySegment option = arena.allocate(16, 8);
      option.set(JAVA_INT, 0, 1);
      SocketCalls.setOption(state, fd, IPPROTO_TCP, TCP_NODELAY, option.address(), 4);
      option.set(JAVA_LONG, 0, timeoutNanos / 1_000_000_000);
      option.set(JAVA_LONG, 8, Math.max(1, timeoutNanos % 1_000_000_000 / 1000));
      SocketCalls.setOption(state, fd, SOL_SOCKET, SO_RCVTIMEO, option.address(), 16);
      SocketCalls.setOption(state, fd, SOL_SOCKET, SO_SNDTIMEO, option.address(), 16);
      SocketCalls.blocking(state, fd);
    }
  }

  /** Whose address it is: {@code host:port}. */
  public String peer() {
    return peer;
  }

  /**
   * Sends all of some memory.
   *
   * @throws TargetException if the other side is gone, or takes nothing for the time-out
   */
  public void send(MemorySegment from, long offset, long length) throws IOException {
    long sent = 0;
    while (sent < length) {
      long n =
          SocketCalls.send(state, fd, from.address() + offset + sent, length - sent, MSG_NOSIGNAL);
      if (n >= 0) {
        sent += n;
      } else if (SocketCalls.errno(state) != EINTR) {
        throw failed("send to", SocketCalls.errno(state));
      }
    }
  }

  /**
   * Sends what the other side takes at once.
   *
   * @return bytes; {@link #TIMED_OUT} if it takes none now
   */
  public long sendNow(MemorySegment from, long offset, long length) throws IOException {
    while (true) {
      long n =
          SocketCalls.send(state, fd, from.address() + offset, length, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n >= 0) {
        return n;
      }
      int errno = SocketCalls.errno(state);
      if (errno == EAGAIN) {
        return TIMED_OUT;
      }
      if (errno != EINTR) {
        throw failed("send to", errno);
      }
    }
  }

  /** Waits until something can be sent or received; false if neither in time. */
  public boolean awaitEither(long nanos) throws IOException {
    return await((short) (POLLIN | POLLOUT), nanos);
  }

  /**
   * Receives what is there, waiting for the time-out of the socket.
   *
   * @return bytes, at least 1; {@link #END} or {@link #TIMED_OUT}
   */
  public int receive(MemorySegment into, long offset, int most) throws IOException {
    return receive(into, offset, most, 0);
  }

  /**
   * The same, waiting no longer than this.
   *
   * @param waitNanos 0: not at all; rounded up to milliseconds
   */
  public int receiveWithin(MemorySegment into, long offset, int most, long waitNanos)
      throws IOException {
    int n = receive(into, offset, most, MSG_DONTWAIT);
    if (n != TIMED_OUT || waitNanos <= 0 || !await(POLLIN, waitNanos)) {
      return n;
    }
    return receive(into, offset, most, MSG_DONTWAIT);
  }

  private int receive(MemorySegment into, long offset, int most, int flags) throws IOException {
    while (true) {
      long n = SocketCalls.receive(state, fd, into.address() + offset, most, flags);
      if (n > 0) {
        return (int) n;
      }
      if (n == 0) {
        return END;
      }
      int errno = SocketCalls.errno(state);
      if (errno == EAGAIN) {
        return TIMED_OUT;
      }
      if (errno != EINTR) {
        throw failed("receive from", errno);
      }
    }
  }

  private boolean await(short event, long nanos) throws IOException {
    poll.set(JAVA_SHORT, 4, event);
    int millis = (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    int n = SocketCalls.poll(state, poll.address(), 1, millis);
    if (n < 0 && SocketCalls.errno(state) != EINTR) {
      throw failed("wait for", SocketCalls.errno(state));
    }
    return n > 0;
  }

  private TargetException failed(String operation, int errno) {
    return errno == EAGAIN
        ? new TargetException(ErrorKind.ETIMEDOUT, operation, peer)
        : TargetException.ofErrno(errno, operation, peer, -1);
  }

  /** Wakes a thread that waits in this socket: it sees the end. From any thread. */
  public void shutdown() {
    SocketCalls.shutdown(SocketCalls.newState(), fd, 2);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      int number = fd;
      fd = NO_SOCKET; // the number may be another's from now on
      SocketCalls.close(state, number);
    }
  }
}
