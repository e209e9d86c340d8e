package wml.targets.wire.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes on their way in one direction: they leave in order, each when its time has come. One thread
 * puts them in and another takes them out. It holds at most {@link #MOST_BYTES}; who puts in more
 * waits, so that a sender is slowed down as by a full network.
 *
 * <p>Under a bandwidth, bytes stand in a queue before they are on their way: what comes leaves that
 * queue when all before it has, at the bandwidth's pace.
 */
final class DelayLine {
  /** 10 Gbit/s for 25 ms; what a connection over a longer or faster way needs is more than this. */
  static final int MOST_BYTES = 32 << 20;

  private static final int FIRST_BYTES = 1 << 18;

  /** Parts of bytes with a time of their own. Growing: a part takes 16 bytes. */
  private static final int MOST_PARTS = 1 << 20;

  private static final int FIRST_PARTS = 1 << 10;

  /** Under a bandwidth, what has one time: at 100 MB/s it is 80 us. */
  private static final int PACED_BYTES = 8 << 10;

  private final long delayNanos;
  private final double nanosPerByte;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition arrival = lock.newCondition();

  private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES);
  private long putBytes;
  private long takenBytes;

  private long[] dueNanos = new long[FIRST_PARTS];
  private long[] partEnds = new long[FIRST_PARTS];
  private long putParts;
  private long takenParts;

  private long lastDeparture = Long.MIN_VALUE;
  private boolean ended;
  private long endNanos;
  private boolean cut;

  DelayLine(long delayNanos, long bytesPerSecond) {
    this.delayNanos = delayNanos;
    nanosPerByte = bytesPerSecond == 0 ? 0 : 1e9 / bytesPerSecond;
  }

  /**
   * Sends bytes on their way; waits while there is no room.
   *
   * @param nowNanos when they came
   * @return false if the line is cut
   */
  boolean put(ByteBuffer from, long nowNanos) throws InterruptedException {
    int most = nanosPerByte == 0 ? MOST_BYTES : PACED_BYTES;
    while (from.hasRemaining()) {
      lock.lockInterruptibly();
      try {
        while (!cut
            && (putBytes - takenBytes == MOST_BYTES || putParts - takenParts == MOST_PARTS)) {
          room.await();
        }
        if (cut) {
          return false;
        }
        int free = (int) (MOST_BYTES - (putBytes - takenBytes));
        int length = Math.min(Math.min(from.remaining(), most), free);
        ensureRoom(length);
        copyIn(from, length);
        part(length, nowNanos);
        arrival.signal();
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  private void ensureRoom(int length) {
    long needed = putBytes - takenBytes + length;
    if (needed > bytes.capacity()) {
      ByteBuffer larger = ByteBuffer.allocateDirect(Integer.highestOneBit((int) needed - 1) << 1);
      for (long at = takenBytes; at < putBytes; ) {
        int from = (int) (at & (bytes.capacity() - 1));
        int to = (int) (at & (larger.capacity() - 1));
        int n =
            (int)
                Math.min(putBytes - at, Math.min(bytes.capacity() - from, larger.capacity() - to));
        larger.put(to, bytes, from, n);
        at += n;
      }
      bytes = larger;
    }
    if (putParts - takenParts == dueNanos.length) {
      int size = dueNanos.length;
      long[] dues = new long[2 * size];
      long[] ends = new long[2 * size];
      for (long i = takenParts; i < putParts; i++) {
        dues[(int) (i & (2L * size - 1))] = dueNanos[(int) (i & (size - 1))];
        ends[(int) (i & (2L * size - 1))] = partEnds[(int) (i & (size - 1))];
      }
      dueNanos = dues;
      partEnds = ends;
    }
  }

  private void copyIn(ByteBuffer from, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (putBytes + done & (bytes.capacity() - 1));
      int n = Math.min(length - done, bytes.capacity() - at);
      bytes.put(at, from, from.position(), n);
      from.position(from.position() + n);
      done += n;
    }
    putBytes += length;
  }

  private void part(int length, long nowNanos) {
    long departure = nowNanos;
    if (nanosPerByte > 0) {
      long begin = lastDeparture == Long.MIN_VALUE ? nowNanos : Math.max(nowNanos, lastDeparture);
      departure = begin + (long) (length * nanosPerByte);
      lastDeparture = departure;
    }
    int at = (int) (putParts & (dueNanos.length - 1));
    dueNanos[at] = departure + delayNanos;
    partEnds[at] = putBytes;
    putParts++;
  }

  /** No more bytes come; the end arrives behind them. */
  void end(long nowNanos) {
    lock.lock();
    try {
      ended = true;
      endNanos = Math.max(nowNanos, lastDeparture) + delayNanos;
      arrival.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Everything that is on its way is lost, and both sides see it. */
  void cut() {
    lock.lock();
    try {
      cut = true;
      room.signalAll();
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until bytes have arrived and takes all that have, if there is room for them.
   *
   * @return false behind the last, or when the line is cut
   */
  boolean take(ByteBuffer into) throws InterruptedException {
    while (true) {
      long due;
      lock.lockInterruptibly();
      try {
        while (!cut && putParts == takenParts && !ended) {
          arrival.await();
        }
        if (cut) {
          return false;
        }
        boolean any = putParts != takenParts;
        due = any ? dueNanos[(int) (takenParts & (dueNanos.length - 1))] : endNanos;
        if (due - System.nanoTime() <= 0) {
          if (!any) {
            return false;
          }
          takeDue(into);
          room.signal();
          return true;
        }
      } finally {
        lock.unlock();
      }
      await(due);
    }
  }

  /** Outside the lock: what comes later is due later. A cut is seen at the latest then. */
  private void await(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = due - System.nanoTime();
    }
  }

  private void takeDue(ByteBuffer into) {
    long now = System.nanoTime();
    while (putParts != takenParts && into.hasRemaining()) {
      int part = (int) (takenParts & (dueNanos.length - 1));
      if (dueNanos[part] - now > 0) {
        return;
      }
      int at = (int) (takenBytes & (bytes.capacity() - 1));
      int n = (int) Math.min(partEnds[part] - takenBytes, bytes.capacity() - at);
      n = Math.min(n, into.remaining());
      into.put(into.position(), bytes, at, n);
      into.position(into.position() + n);
      takenBytes += n;
      if (takenBytes == partEnds[part]) {
        takenParts++;
      }
    }
  }
}
