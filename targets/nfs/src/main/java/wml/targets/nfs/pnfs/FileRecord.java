package wml.targets.nfs.pnfs;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata server keeps of a file whose data lies on data servers. It stands in the
 * content of the inner store's file, so that it lives exactly as long as the file does. Guarded by
 * its file's lock.
 *
 * <pre>
 *  0 "wmlpnfs1" | 8 name on the data servers (16) | 24 size (8)
 * 32 unit | 36 mirrors | 40 width | 44 mirrors that are stale, as bits | 48 laid out | 52 owner
 * 56 data servers, mirror by mirror (4 each)
 * </pre>
 */
final class FileRecord {
  static final int MOST_SERVERS = 64;
  static final int MOST_BYTES = 56 + 4 * MOST_SERVERS;
  private static final long MAGIC = 0x776d6c706e667331L;

  final long high;
  final long low;
  final int unitBytes;
  final int mirrors;
  final int width;
  private final int[] servers;
  long size;
  int stale;
  boolean laid;

  /** User that may write the data, and group that may read it: nobody else's number. */
  int owner;

  FileRecord(long high, long low, int unitBytes, int mirrors, int[] servers) {
    this.high = high;
    this.low = low;
    this.unitBytes = unitBytes;
    this.mirrors = mirrors;
    this.servers = servers;
    width = servers.length / mirrors;
  }

  /** Which server has a column of a mirror. */
  int server(int mirror, int column) {
    return servers[mirror * width + column];
  }

  boolean isStale(int mirror) {
    return (stale >>> mirror & 1) != 0;
  }

  /** Mirrors that hold all that was written. */
  int good() {
    return mirrors - Integer.bitCount(stale);
  }

  /** Its name on every data server: none has two parts of one file. */
  String name() {
    return "%016x%016x".formatted(high, low);
  }

  int column(long offset) {
    return (int) (offset / unitBytes % width);
  }

  /** Where the stripe unit ends in which an offset lies. */
  long unitEnd(long offset) {
    return (offset / unitBytes + 1) * unitBytes;
  }

  ByteBuffer encoded() {
    ByteBuffer out = ByteBuffer.allocateDirect(56 + 4 * servers.length);
    out.putLong(MAGIC).putLong(high).putLong(low).putLong(size);
    out.putInt(unitBytes).putInt(mirrors).putInt(width).putInt(stale).putInt(laid ? 1 : 0);
    out.putInt(owner);
    for (int each : servers) {
      out.putInt(each);
    }
    return out.flip();
  }

  /** Null: these bytes are none. */
  static @Nullable FileRecord decode(ByteBuffer in) {
    if (in.remaining() < 56 || in.getLong() != MAGIC) {
      return null;
    }
    long high = in.getLong();
    long low = in.getLong();
    long size = in.getLong();
    int unit = in.getInt();
    int mirrors = in.getInt();
    int width = in.getInt();
    int stale = in.getInt();
    int laid = in.getInt();
    int owner = in.getInt();
    if (unit <= 0 || mirrors <= 0 || width <= 0 || in.remaining() != 4L * mirrors * width) {
      return null;
    }
    int[] servers = new int[mirrors * width];
    for (int i = 0; i < servers.length; i++) {
      servers[i] = in.getInt();
    }
    FileRecord out = new FileRecord(high, low, unit, mirrors, servers);
    out.size = size;
    out.stale = stale;
    out.laid = laid != 0;
    out.owner = owner;
    return out;
  }
}
