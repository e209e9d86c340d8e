package wml.targets.wire.oncrpc;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.wire.socket.TcpSocket;

/** What has come over a connection and is not taken yet: a buffer that grows to whole messages. */
final class ReceivedBytes {
  private final int usualBytes;
  private final int leastRoom;
  private final long timeoutNanos;

  ByteBuffer buffer;
  MemorySegment memory;

  /** Where the first byte stands that is not taken, and where the last one ends. */
  int begin;

  int end;

  /** What is received at once at most. */
  int atMost;

  /**
   * @param leastRoom what has come is moved to the front rather than receive less at once
   * @param timeoutNanos of the sockets that it is filled from
   */
  ReceivedBytes(int usualBytes, int leastRoom, long timeoutNanos) {
    this.usualBytes = usualBytes;
    this.leastRoom = leastRoom;
    this.timeoutNanos = timeoutNanos;
    buffer = ByteBuffer.allocateDirect(usualBytes);
    memory = MemorySegment.ofBuffer(buffer);
    atMost = usualBytes;
  }

  /** Of another connection from now on. */
  void clear() {
    begin = 0;
    end = 0;
    atMost = usualBytes;
  }

  /** Receives something; false if nothing came in time. */
  boolean fill(TcpSocket socket, long waitNanos) throws IOException {
    if (begin == end) {
      begin = 0;
      end = 0;
    } else if (begin > 0 && buffer.capacity() - end < leastRoom) {
      toFront();
    }
    int room = Math.min(buffer.capacity() - end, atMost);
    int n =
        waitNanos >= timeoutNanos
            ? socket.receive(memory, end, room)
            : socket.receiveWithin(memory, end, room, waitNanos);
    if (n == TcpSocket.END) {
      throw new TargetException(ErrorKind.ECONNRESET, "receive from", socket.peer());
    }
    if (n == TcpSocket.TIMED_OUT) {
      return false;
    }
    end += n;
    return true;
  }

  private void toFront() {
    MemorySegment.copy(memory, begin, memory, 0, end - begin);
    end -= begin;
    begin = 0;
  }

  /** Makes room for a message that begins at {@link #begin}. */
  void makeRoom(int bytes) {
    if (begin > 0) {
      toFront();
    }
    if (buffer.capacity() < bytes) {
      ByteBuffer larger = ByteBuffer.allocateDirect(bytes);
      MemorySegment largerMemory = MemorySegment.ofBuffer(larger);
      MemorySegment.copy(memory, 0, largerMemory, 0, end);
      buffer = larger;
      memory = largerMemory;
    }
  }

  /** Receives so many bytes past the buffer. */
  static void exactly(TcpSocket socket, MemorySegment into, long offset, int length)
      throws IOException {
    int received = 0;
    while (received < length) {
      int n = socket.receive(into, offset + received, length - received);
      if (n == TcpSocket.END) {
        throw new TargetException(ErrorKind.ECONNRESET, "receive from", socket.peer());
      }
      if (n == TcpSocket.TIMED_OUT) {
        throw new TargetException(ErrorKind.ETIMEDOUT, "wait for an answer of", socket.peer());
      }
      received += n;
    }
  }
}
