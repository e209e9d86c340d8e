package wml.importer.pcap;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP segment of a packet.
 *
 * @param from address and port
 * @param length of its data, of which less may have been captured
 * @param data what was captured
 */
record TcpSegment(
    String from,
    String to,
    long timeNanos,
    int sequence,
    boolean isFirst,
    int length,
    ByteBuffer data) {
  private static final int ETHERNET = 1;
  private static final int NULL = 0;
  private static final int LOOP = 108;
  private static final int RAW = 101;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int LINUX_COOKED = 113;
  private static final int LINUX_COOKED_2 = 276;

  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86dd;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_VLAN_OUTER = 0x88a8;

  private static final int TCP = 6;
  private static final int SYN = 2;

  /**
   * Null if there is none in a packet.
   *
   * @throws CaptureException for a link that isn't known
   */
  static @Nullable TcpSegment of(CaptureReader.Packet packet) throws CaptureException {
    ByteBuffer b = packet.bytes();
    int ip =
        switch (packet.linkType()) {
          case ETHERNET -> ethernet(b, 12);
          case NULL, LOOP -> 4;
          case RAW, IPV4, IPV6 -> 0;
          case LINUX_COOKED -> ethernet(b, 14);
          case LINUX_COOKED_2 -> 20;
          default ->
              throw new CaptureException(
                  "packet %d is of link type %d; Ethernet, loopback, raw IP and Linux's \"any\" are"
                          .formatted(packet.number(), packet.linkType())
                      + " known");
        };
    if (ip < 0 || ip >= b.limit()) {
      return null;
    }
    int version = (b.get(ip) >>> 4) & 15;
    return version == 4 ? four(packet, ip) : version == 6 ? six(packet, ip) : null;
  }

  /** Where the network's header begins; below 0 if it isn't that of IP. */
  private static int ethernet(ByteBuffer b, int typeAt) {
    int at = typeAt;
    while (at + 2 <= b.limit()) {
      int type = b.getShort(at) & 0xffff;
      if (type == TYPE_IPV4 || type == TYPE_IPV6) {
        return at + 2;
      }
      if (type != TYPE_VLAN && type != TYPE_VLAN_OUTER) {
        return -1;
      }
      at += 4;
    }
    return -1;
  }

  private static @Nullable TcpSegment four(CaptureReader.Packet packet, int at) {
    ByteBuffer b = packet.bytes();
    int header = (b.get(at) & 15) * 4;
    if (header < 20 || at + header > b.limit() || b.get(at + 9) != TCP) {
      return null;
    }
    boolean fragment = (b.getShort(at + 6) & 0x3fff) != 0;
    int total = b.getShort(at + 2) & 0xffff;
    if (total == 0) {
      total = b.limit() - at; // the network card was to cut it
    }
    return fragment ? null : tcp(packet, at + header, total - header, at + 12, 4);
  }

  private static @Nullable TcpSegment six(CaptureReader.Packet packet, int at) {
    ByteBuffer b = packet.bytes();
    if (at + 40 > b.limit() || b.get(at + 6) != TCP) {
      return null;
    }
    int payload = b.getShort(at + 4) & 0xffff;
    if (payload == 0) {
      payload = b.limit() - at - 40;
    }
    return tcp(packet, at + 40, payload, at + 8, 16);
  }

  private static @Nullable TcpSegment tcp(
      CaptureReader.Packet packet, int at, int bytes, int addresses, int addressBytes) {
    ByteBuffer b = packet.bytes();
    if (at + 20 > b.limit()) {
      return null;
    }
    int header = ((b.get(at + 12) >>> 4) & 15) * 4;
    int length = bytes - header;
    if (header < 20 || length < 0) {
      return null;
    }
    int begin = Math.min(at + header, b.limit());
    int captured = Math.min(length, b.limit() - begin);
    String from = end(b, addresses, addressBytes, b.getShort(at));
    String to = end(b, addresses + addressBytes, addressBytes, b.getShort(at + 2));
    boolean first = (b.get(at + 13) & SYN) != 0;
    return new TcpSegment(
        from, to, packet.timeNanos(), b.getInt(at + 4), first, length, b.slice(begin, captured));
  }

  private static String end(ByteBuffer b, int at, int length, short port) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      if (length == 4) {
        out.append(i == 0 ? "" : ".").append(b.get(at + i) & 0xff);
      } else {
        out.append(i > 0 && i % 2 == 0 ? ":" : "").append("%02x".formatted(b.get(at + i) & 0xff));
      }
    }
    return out.append(length == 4 ? ":" : "]:").append(port & 0xffff).toString();
  }
}
