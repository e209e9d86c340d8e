package wml.importer.pcap;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each connection does what to which file, and how large files are. */
final class CallCounts implements Conversations.Calls {
  private static final int MOST_KINDS = 1_000_000;

  /** Operations of one connection that differ in nothing that a flowop can say. */
  record Kind(String operation, int file, long length, boolean stable) {}

  /** How often, and how many of them began where the one before them ended. */
  static final class Count {
    long calls;
    long inOrder;
  }

  /** What one connection does. */
  static final class Connection {
    final Map<Kind, Count> kinds = new HashMap<>();
    final Map<Integer, Long> readEnds = new HashMap<>();
    final Map<Integer, Long> writeEnds = new HashMap<>();
    long calls;
  }

  private final Map<Integer, Connection> connections = new TreeMap<>();
  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<String, Long> operations = new TreeMap<>();
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long bytes;
  private int kinds;

  @Override
  public void call(CapturedCall call) throws CaptureException {
    firstNanos = Math.min(firstNanos, call.timeNanos());
    lastNanos = Math.max(lastNanos, call.timeNanos());
    operations.merge(call.operation(), 1L, Long::sum);
    Connection of = connections.computeIfAbsent(call.connection(), n -> new Connection());
    of.calls++;
    boolean data = call.operation().equals("READ") || call.operation().equals("WRITE");
    Kind kind =
        new Kind(call.operation(), call.file(), data ? call.length() : 0, data && call.stable());
    Count count = of.kinds.get(kind);
    if (count == null) {
      if (++kinds > MOST_KINDS) {
        throw new CaptureException(
            "the capture has more than %,d kinds of calls; take a part of it, as editcap does"
                .formatted(MOST_KINDS));
      }
      count = new Count();
      of.kinds.put(kind, count);
    }
    count.calls++;
    if (data) {
      long end = call.offset() + call.length();
      Map<Integer, Long> ends = call.operation().equals("READ") ? of.readEnds : of.writeEnds;
      Long before = ends.put(call.file(), end);
      if (call.offset() == (before == null ? 0 : before)) {
        count.inOrder++;
      }
      if (end > 0) {
        sizes.merge(call.file(), end, Math::max);
      }
      bytes += call.length();
    }
  }

  Map<Integer, Connection> connections() {
    return connections;
  }

  /** Of the files that are read or written: how far at most. */
  Map<Integer, Long> sizes() {
    return sizes;
  }

  /** How many of each operation. */
  Map<String, Long> operations() {
    return operations;
  }

  long bytes() {
    return bytes;
  }

  double seconds() {
    return lastNanos <= firstNanos ? 0 : (lastNanos - firstNanos) / 1e9;
  }
}
