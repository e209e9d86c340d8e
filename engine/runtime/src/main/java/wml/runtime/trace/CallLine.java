package wml.runtime.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Writes lines of a trace, column by column. Allocates nothing, so that no collection is due. */
final class CallLine {
  private static final int BUFFER_BYTES = 1 << 18;

  /** More than any line has. */
  private static final int LINE_BYTES = 2048;

  private static final int MOST_TEXT = 512;

  private final WritableByteChannel to;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final byte[] digits = new byte[20];

  CallLine(WritableByteChannel to) {
    this.to = to;
  }

  void head() {
    String columns =
        "# time\tthread\txid\tprogram\top\thandle\toffset\tlength\tstatus\tlatency_us\n";
    out.put(columns.getBytes(StandardCharsets.US_ASCII));
  }

  CallLine begin(String thread, long epochNanos) throws IOException {
    if (out.remaining() < LINE_BYTES) {
      flush();
    }
    decimal(epochNanos, 9);
    return text(thread);
  }

  CallLine text(String text) {
    out.put((byte) '\t');
    int length = Math.min(text.length(), MOST_TEXT);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      out.put((byte) (c > ' ' && c < 127 ? c : '_'));
    }
    return this;
  }

  CallLine hex(int value) {
    out.put((byte) '\t').put((byte) '0').put((byte) 'x');
    for (int shift = 28; shift >= 0; shift -= 4) {
      hexDigit(value >>> shift);
    }
    return this;
  }

  private void hexDigit(int value) {
    out.put((byte) Character.forDigit(value & 15, 16));
  }

  /** Nothing for no bytes. */
  CallLine bytes(byte[] bytes, int offset, int length) {
    out.put((byte) '\t');
    for (int i = offset; i < offset + length; i++) {
      hexDigit(bytes[i] >>> 4);
      hexDigit(bytes[i]);
    }
    return this;
  }

  /** Nothing for what is below 0. */
  CallLine number(long value) {
    out.put((byte) '\t');
    if (value >= 0) {
      decimal(value, 0);
    }
    return this;
  }

  void end(long latencyNanos) {
    out.put((byte) '\t');
    decimal(Math.max(0, latencyNanos), 3);
    out.put((byte) '\n');
  }

  /**
   * @param fraction how many of the last digits stand behind a point
   */
  private void decimal(long value, int fraction) {
    long rest = value;
    int count = 0;
    do {
      digits[count++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0 || count <= fraction);
    while (count > 0) {
      if (count == fraction) {
        out.put((byte) '.');
      }
      out.put(digits[--count]);
    }
  }

  void flush() throws IOException {
    out.flip();
    try {
      while (out.hasRemaining()) {
        to.write(out);
      }
    } finally {
      out.clear();
    }
  }
}
