package wml.importer.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the packets of a capture to the NFS calls in it, connection by connection. */
final class Conversations {
  private static final int MOST_DIRECTIONS = 100_000;

  private final CallReader reader = new CallReader();
  private final Calls to;
  private final Map<String, TcpDirection> directions = new HashMap<>();
  private final Map<String, Integer> connections = new HashMap<>();
  private long lostBytes;
  private @Nullable CaptureException failure;

  /** Takes calls. */
  interface Calls {
    void call(CapturedCall call) throws CaptureException;
  }

  private Conversations(Calls to) {
    this.to = to;
  }

  /**
   * Hands over all calls.
   *
   * @return bytes of connections with calls, which may have held more of them and are not in the
   *     capture
   */
  static long read(InputStream in, Calls to) throws IOException {
    Conversations all = new Conversations(to);
    CaptureReader packets = new CaptureReader(in);
    for (CaptureReader.Packet p = packets.next(); p != null; p = packets.next()) {
      TcpSegment segment = TcpSegment.of(p);
      if (segment != null) {
        all.direction(segment).segment(segment);
        all.check();
      }
    }
    for (TcpDirection each : all.directions.values()) {
      each.end();
    }
    all.check();
    return all.lostBytes;
  }

  private void check() throws CaptureException {
    if (failure != null) {
      throw failure;
    }
  }

  private TcpDirection direction(TcpSegment segment) throws CaptureException {
    String key = segment.from() + ">" + segment.to();
    TcpDirection known = directions.get(key);
    if (known == null) {
      if (directions.size() == MOST_DIRECTIONS) {
        throw new CaptureException(
            "the capture has more than %,d connections; take those of NFS, as tshark -Y rpc does"
                .formatted(MOST_DIRECTIONS / 2));
      }
      known = new TcpDirection(new RpcRecords(new Messages(key)));
      directions.put(key, known);
    }
    return known;
  }

  private final class Messages implements RpcRecords.Messages {
    private final String key;
    private boolean called;

    Messages(String key) {
      this.key = key;
    }

    @Override
    public void message(long timeNanos, ByteBuffer head) {
      int connection = connections.getOrDefault(key, connections.size() + 1);
      try {
        for (CapturedCall each : reader.read(timeNanos, connection, head)) {
          connections.putIfAbsent(key, connection);
          called = true;
          to.call(each);
        }
      } catch (CaptureException e) {
        failure = e;
      }
    }

    @Override
    public void lost(long bytes) {
      if (called) {
        lostBytes += bytes;
      }
    }
  }
}
