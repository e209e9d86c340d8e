package wml.targets.nfs.state;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Limits of one direction of a session: {@code channel_attrs4} (RFC 8881, section 18.36).
 *
 * @param request longest call
 * @param response longest answer
 * @param cached longest answer that is kept
 */
public record Channel(int request, int response, int cached, int operations, int slots) {
  /** Shorter messages hold no operation. */
  private static final int FEWEST_BYTES = 128;

  /** Bytes of answers kept in one slot. */
  public static final int MOST_CACHED = 8 << 10;

  public static final int MOST_SLOTS = 256;
  public static final int MOST_OPERATIONS = 128;

  public static Channel read(XdrReader in) throws XdrException {
    in.getInt();
    int request = size(in);
    int response = size(in);
    int cached = size(in);
    int operations = size(in);
    int slots = size(in);
    int rdma = in.count(1);
    in.skip(4 * rdma);
    return new Channel(request, response, cached, operations, slots);
  }

  private static int size(XdrReader in) throws XdrException {
    int value = in.getInt();
    return value < 0 ? Integer.MAX_VALUE : value;
  }

  public boolean isTooSmall() {
    return request < FEWEST_BYTES || response < FEWEST_BYTES;
  }

  public boolean isNone() {
    return operations == 0 || slots == 0;
  }

  /** What a server grants of it. */
  public Channel granted(int mostBytes) {
    return new Channel(
        Math.min(request, mostBytes),
        Math.min(response, mostBytes),
        Math.min(cached, MOST_CACHED),
        Math.min(operations, MOST_OPERATIONS),
        Math.min(slots, MOST_SLOTS));
  }

  public void write(XdrWriter out) {
    out.putInt(0).putInt(request).putInt(response).putInt(cached);
    out.putInt(operations).putInt(slots).putInt(0);
  }
}
