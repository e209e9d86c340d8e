package wml.importer.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of a file in the formats pcap and pcapng, one after another. */
final class CaptureReader {
  /** Longer than any packet; the largest that Linux hands over is 256 KiB. */
  private static final int MOST_BLOCK = 1 << 20;

  private static final int PCAP_MICROS = 0xa1b2c3d4;
  private static final int PCAP_NANOS = 0xa1b23c4d;
  private static final int SECTION = 0x0a0d0d0a;
  private static final int SECTION_ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int SIMPLE_PACKET = 3;
  private static final int PACKET = 6;
  private static final int OPTION_RESOLUTION = 9;
  private static final int MOST_INTERFACES = 1024;

  /**
   * A packet as it was captured.
   *
   * @param linkType what its first header is, by the registry of tcpdump.org
   */
  record Packet(long number, long timeNanos, int linkType, ByteBuffer bytes) {}

  private record Interface(int linkType, int resolution) {}

  private final InputStream in;
  private final List<Interface> interfaces = new ArrayList<>();
  private final boolean next;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private boolean nanos;
  private int linkType;
  private long at;
  private long packets;
  private long lastNanos;

  /** Reads what stands before the packets. */
  CaptureReader(InputStream in) throws IOException {
    this.in = in;
    ByteBuffer magic = bytes(4, "its first bytes");
    int big = magic.getInt(0);
    int little = Integer.reverseBytes(big);
    next = big == SECTION;
    if (next) {
      section();
    } else if (big == PCAP_MICROS || big == PCAP_NANOS) {
      head(ByteOrder.BIG_ENDIAN, big == PCAP_NANOS);
    } else if (little == PCAP_MICROS || little == PCAP_NANOS) {
      head(ByteOrder.LITTLE_ENDIAN, little == PCAP_NANOS);
    } else {
      throw new CaptureException(
          "this is no capture: it begins with %08x, which neither pcap nor pcapng does"
              .formatted(big));
    }
  }

  private void head(ByteOrder its, boolean inNanos) throws IOException {
    order = its;
    nanos = inNanos;
    ByteBuffer head = bytes(20, "its head");
    linkType = head.getInt(16) & 0x0fff_ffff;
  }

  /** Null behind the last. */
  @Nullable Packet next() throws IOException {
    if (next) {
      return nextBlock();
    }
    ByteBuffer head = bytesOrEnd(16);
    if (head == null) {
      return null;
    }
    packets++;
    long seconds = head.getInt(0) & 0xffff_ffffL;
    long fraction = head.getInt(4) & 0xffff_ffffL;
    int length = length(head.getInt(8), 0);
    ByteBuffer data = bytes(length, "packet " + packets);
    long time = seconds * 1_000_000_000 + fraction * (nanos ? 1 : 1000);
    return new Packet(packets, time, linkType, data.order(ByteOrder.BIG_ENDIAN));
  }

  private @Nullable Packet nextBlock() throws IOException {
    while (true) {
      ByteBuffer head = bytesOrEnd(4);
      if (head == null) {
        return null;
      }
      int type = head.getInt(0);
      if (type == SECTION) {
        section();
        continue;
      }
      int total = length(bytes(4, "the length of a block").getInt(0), 12);
      ByteBuffer body = bytes(total - 8, "a block");
      body.limit(total - 12);
      switch (type) {
        case INTERFACE -> addInterface(body);
        case PACKET -> {
          packets++;
          return packet(body);
        }
        case SIMPLE_PACKET -> {
          packets++;
          need(body, 4);
          int link = interfaceOf(0).linkType();
          return new Packet(packets, lastNanos, link, rest(body, 4, body.limit() - 4));
        }
        default -> {}
      }
    }
  }

  /** Behind its type. Interfaces are counted anew in each section. */
  private void section() throws IOException {
    ByteBuffer head = bytes(8, "the head of a section");
    order = ByteOrder.BIG_ENDIAN;
    if (head.order(order).getInt(4) != SECTION_ORDER) {
      order = ByteOrder.LITTLE_ENDIAN;
      if (head.order(order).getInt(4) != SECTION_ORDER) {
        throw new CaptureException("a section without an order of bytes at byte " + at);
      }
    }
    int total = length(head.order(order).getInt(0), 28);
    bytes(total - 12, "the head of a section");
    interfaces.clear();
  }

  private void addInterface(ByteBuffer body) throws IOException {
    need(body, 8);
    if (interfaces.size() == MOST_INTERFACES) {
      throw new CaptureException("more than " + MOST_INTERFACES + " interfaces");
    }
    int resolution = 6;
    int option = 8;
    while (option + 4 <= body.limit()) {
      int code = body.getShort(option) & 0xffff;
      int size = body.getShort(option + 2) & 0xffff;
      if (code == OPTION_RESOLUTION && size == 1 && option + 5 <= body.limit()) {
        resolution = body.get(option + 4) & 0xff;
      }
      option += 4 + ((size + 3) & ~3);
    }
    interfaces.add(new Interface(body.getShort(0) & 0xffff, resolution));
  }

  private Packet packet(ByteBuffer body) throws IOException {
    need(body, 20);
    Interface from = interfaceOf(body.getInt(0));
    long ticks = ((long) body.getInt(4) << 32) | (body.getInt(8) & 0xffff_ffffL);
    int length = length(body.getInt(12), 0);
    lastNanos = nanos(ticks, from.resolution());
    return new Packet(packets, lastNanos, from.linkType(), rest(body, 20, length));
  }

  private static long nanos(long ticks, int resolution) {
    double perSecond =
        (resolution & 0x80) == 0 ? Math.pow(10, resolution) : Math.pow(2, resolution & 0x7f);
    long whole = (long) perSecond;
    if (whole == 0) {
      return 0;
    }
    return ticks / whole * 1_000_000_000 + (long) (ticks % whole * (1e9 / whole));
  }

  private Interface interfaceOf(int number) throws IOException {
    if (number < 0 || number >= interfaces.size()) {
      throw new CaptureException(
          "packet %d is of interface %d, which is not described".formatted(packets, number));
    }
    return interfaces.get(number);
  }

  private ByteBuffer rest(ByteBuffer body, int from, int length) throws IOException {
    need(body, from + length);
    return body.slice(from, length).order(ByteOrder.BIG_ENDIAN);
  }

  private void need(ByteBuffer body, int length) throws IOException {
    if (length < 0 || body.limit() < length) {
      throw new CaptureException(
          "a block is shorter than what is in it, before byte %,d".formatted(at));
    }
  }

  private int length(int said, int least) throws IOException {
    if (said < least || said > MOST_BLOCK) {
      throw new CaptureException(
          "a block or packet of %,d bytes before byte %,d: the file is damaged"
              .formatted(said & 0xffff_ffffL, at));
    }
    return said;
  }

  private @Nullable ByteBuffer bytesOrEnd(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length == 0) {
      return null;
    }
    return whole(bytes, length, "packet " + (packets + 1));
  }

  private ByteBuffer bytes(int length, String what) throws IOException {
    return whole(in.readNBytes(length), length, what);
  }

  private ByteBuffer whole(byte[] bytes, int length, String what) throws IOException {
    at += bytes.length;
    if (bytes.length < length) {
      throw new CaptureException(
          "the capture ends within %s, at byte %,d: it was cut short".formatted(what, at));
    }
    return ByteBuffer.wrap(bytes).order(order);
  }
}
