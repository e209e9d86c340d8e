package wml.targets.wire.xdr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that stand for themselves: a handle, a name, a verifier. Immutable. */
public final class Opaque {
  public static final Opaque EMPTY = new Opaque(new byte[0]);

  private final byte[] bytes;

  private Opaque(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Opaque of(byte[] bytes) {
    return new Opaque(bytes.clone());
  }

  /** A text's UTF-8. */
  public static Opaque of(String text) {
    return new Opaque(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** With its length. */
  public void write(XdrWriter out) {
    out.putOpaque(bytes);
  }

  /** Without its length, which must be what both sides know. */
  public void writeFixed(XdrWriter out, long length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(bytes.length + " bytes instead of " + length);
    }
    out.putFixed(bytes);
  }

  public static Opaque read(XdrReader in, int most) throws XdrException {
    return new Opaque(in.opaque(most));
  }

  public static Opaque readFixed(XdrReader in, int length) throws XdrException {
    return new Opaque(in.fixed(length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Opaque o && Arrays.equals(bytes, o.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
