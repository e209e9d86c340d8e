package wml.importer.pcap;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Bytes that one side of a connection sends, in their order: what comes twice is left out, what
 * comes early waits for what is before it. What never comes is a gap.
 */
final class TcpDirection {
  /** What may wait; behind a segment that was lost by who captured, it never ends. */
  private static final int MOST_WAITING = 4 << 20;

  private final Bytes to;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private long waitingBytes;
  private long next;
  private boolean begun;

  /** Takes what is sent. */
  interface Bytes {
    /** The connection begins: the first of its bytes comes next. */
    void begin();

    void bytes(long timeNanos, ByteBuffer data);

    void gap(long bytes);
  }

  private record Waiting(long timeNanos, int length, ByteBuffer data) {}

  TcpDirection(Bytes to) {
    this.to = to;
  }

  void segment(TcpSegment s) {
    if (s.isFirst()) {
      begun = true;
      next = (s.sequence() & 0xffff_ffffL) + 1;
      waiting.clear();
      waitingBytes = 0;
      to.begin();
      return;
    }
    if (s.length() == 0) {
      return;
    }
    if (!begun) {
      begun = true;
      next = s.sequence() & 0xffff_ffffL;
    }
    long at = next + (s.sequence() - (int) next);
    Waiting before = waiting.get(at);
    if (at + s.length() > next && (before == null || before.length() < s.length())) {
      Waiting put = new Waiting(s.timeNanos(), s.length(), copy(s.data()));
      Waiting old = waiting.put(at, put);
      waitingBytes += s.length() - (old == null ? 0 : old.length());
      handOver();
      while (waitingBytes > MOST_WAITING) {
        skip();
      }
    }
  }

  /** The packet's memory may be large. */
  private static ByteBuffer copy(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(data.position(), bytes);
    return ByteBuffer.wrap(bytes);
  }

  private void handOver() {
    while (!waiting.isEmpty() && waiting.firstKey() <= next) {
      Map.Entry<Long, Waiting> first = Objects.requireNonNull(waiting.pollFirstEntry());
      Waiting w = first.getValue();
      waitingBytes -= w.length();
      long known = next - first.getKey();
      if (known >= w.length()) {
        continue;
      }
      int from = (int) Math.min(known, w.data().limit());
      ByteBuffer rest = w.data().slice(from, w.data().limit() - from);
      if (rest.hasRemaining()) {
        to.bytes(w.timeNanos(), rest);
      }
      long missing = w.length() - known - rest.limit();
      if (missing > 0) {
        to.gap(missing);
      }
      next = first.getKey() + w.length();
    }
  }

  private void skip() {
    to.gap(waiting.firstKey() - next);
    next = waiting.firstKey();
    handOver();
  }

  /** No more segments come: what waits is handed over. */
  void end() {
    while (!waiting.isEmpty()) {
      skip();
    }
  }
}
