package wml.importer.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Makes captures of calls, packet by packet. */
final class CaptureBuilder {
  private static final class Made {
    final long micros;
    final byte[] bytes;

    Made(long micros, byte[] bytes) {
      this.micros = micros;
      this.bytes = bytes;
    }
  }

  private final List<Made> packets = new ArrayList<>();
  private long micros = 1_700_000_000_000_000L;

  /** A call of NFS 3 in one fragment. */
  static byte[] call3(int xid, int procedure, byte[] arguments) {
    return record(message(xid, 3, procedure, arguments));
  }

  static byte[] message(int xid, int version, int procedure, byte[] arguments) {
    ByteBuffer out = ByteBuffer.allocate(40 + arguments.length);
    out.putInt(xid).putInt(0).putInt(2).putInt(100_003).putInt(version).putInt(procedure);
    out.putInt(0).putInt(0).putInt(0).putInt(0).put(arguments);
    return out.array();
  }

  static byte[] record(byte[] message) {
    return ByteBuffer.allocate(4 + message.length)
        .putInt(0x8000_0000 | message.length)
        .put(message)
        .array();
  }

  /** A message in fragments of so many bytes. */
  static byte[] fragments(byte[] message, int bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < message.length; at += bytes) {
      int n = Math.min(bytes, message.length - at);
      int mark = at + n == message.length ? 0x8000_0000 | n : n;
      out.writeBytes(ByteBuffer.allocate(4).putInt(mark).array());
      out.write(message, at, n);
    }
    return out.toByteArray();
  }

  static byte[] read3(int xid, int file, long offset, int length) {
    return call3(
        xid,
        6,
        ByteBuffer.allocate(20).putInt(4).putInt(file).putLong(offset).putInt(length).array());
  }

  static byte[] write3(int xid, int file, long offset, int length, int stable) {
    return call3(
        xid,
        7,
        ByteBuffer.allocate(28 + length)
            .putInt(4)
            .putInt(file)
            .putLong(offset)
            .putInt(length)
            .putInt(stable)
            .putInt(length)
            .array());
  }

  /** A call of one operation on a file: GETATTR is 1. */
  static byte[] plain3(int xid, int procedure, int file) {
    return call3(xid, procedure, ByteBuffer.allocate(8).putInt(4).putInt(file).array());
  }

  CaptureBuilder later(long byMicros) {
    micros += byMicros;
    return this;
  }

  /** A segment from a client's port to an NFS server. */
  CaptureBuilder segment(int port, int sequence, byte[] data) {
    return segment(port, sequence, data, data.length, 0x18);
  }

  CaptureBuilder syn(int port, int sequence) {
    return segment(port, sequence, new byte[0], 0, 2);
  }

  /**
   * @param captured how many of the bytes are in the capture
   */
  CaptureBuilder segment(int port, int sequence, byte[] data, int captured, int flags) {
    ByteBuffer out = ByteBuffer.allocate(54 + captured);
    out.position(12);
    out.putShort((short) 0x0800);
    out.put((byte) 0x45).put((byte) 0).putShort((short) (40 + data.length));
    out.putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
    out.putInt(0x0a00_0001).putInt(0x0a00_0002);
    out.putShort((short) port).putShort((short) 2049).putInt(sequence).putInt(0);
    out.put((byte) 0x50).put((byte) flags).putShort((short) 100).putInt(0);
    out.put(data, 0, captured);
    packets.add(new Made(micros, out.array()));
    return this;
  }

  byte[] pcap(ByteOrder order, boolean nanos) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(24).order(order);
    head.putInt(nanos ? 0xa1b23c4d : 0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    head.putLong(0).putInt(262_144).putInt(1);
    out.writeBytes(head.array());
    for (Made each : packets) {
      ByteBuffer h = ByteBuffer.allocate(16).order(order);
      h.putInt((int) (each.micros / 1_000_000));
      h.putInt((int) (each.micros % 1_000_000) * (nanos ? 1000 : 1));
      h.putInt(each.bytes.length).putInt(each.bytes.length);
      out.writeBytes(h.array());
      out.writeBytes(each.bytes);
    }
    return out.toByteArray();
  }

  byte[] pcapng(ByteOrder order) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    block(out, order, 0x0a0d0d0a, b -> b.putInt(0x1a2b3c4d).putInt(1).putLong(-1), 16);
    block(
        out,
        order,
        1,
        b ->
            b.putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) 9)
                .putShort((short) 1)
                .put((byte) 9)
                .put(new byte[3])
                .putInt(0),
        20);
    block(out, order, 0x0bad, b -> b.putInt(7), 4); // unknown: passed over
    for (Made each : packets) {
      long nanos = each.micros * 1000;
      int length = each.bytes.length;
      block(
          out,
          order,
          6,
          b ->
              b.putInt(0)
                  .putInt((int) (nanos >>> 32))
                  .putInt((int) nanos)
                  .putInt(length)
                  .putInt(length)
                  .put(each.bytes),
          20 + ((length + 3) & ~3));
    }
    return out.toByteArray();
  }

  private static void block(
      ByteArrayOutputStream out,
      ByteOrder order,
      int type,
      java.util.function.Consumer<ByteBuffer> body,
      int bodyBytes) {
    ByteBuffer block = ByteBuffer.allocate(12 + bodyBytes).order(order);
    block.putInt(type).putInt(12 + bodyBytes);
    body.accept(block);
    block.putInt(8 + bodyBytes, 12 + bodyBytes);
    out.writeBytes(block.array());
  }
}
