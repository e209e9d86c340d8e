package wml.targets.nfs.protocol;

import java.util.Arrays;
import java.util.HexFormat;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** A file handle: bytes that mean something to the server alone. Reused by its owner. */
public final class Handle {
  /** NFS 4 allows 128; those of version 3 have 64 (RFC 1813, section 2.4). */
  public static final int MOST_BYTES = 128;

  private final byte[] bytes = new byte[MOST_BYTES];
  private int length;

  public int length() {
    return length;
  }

  public byte byteAt(int index) {
    return bytes[index];
  }

  /** Its bytes, of which the first {@link #length} count. */
  public byte[] array() {
    return bytes;
  }

  /** After the array was filled. */
  public Handle length(int newLength) {
    if (newLength < 0 || newLength > MOST_BYTES) {
      throw new IllegalArgumentException("a handle of " + newLength + " bytes");
    }
    length = newLength;
    return this;
  }

  public Handle set(Handle other) {
    System.arraycopy(other.bytes, 0, bytes, 0, other.length);
    length = other.length;
    return this;
  }

  public Handle set(byte[] from) {
    System.arraycopy(from, 0, bytes, 0, from.length);
    length = from.length;
    return this;
  }

  /** Big endian. */
  public long longAt(int index) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[index + i] & 0xff);
    }
    return value;
  }

  public void putLong(int index, long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[index + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  public void write(XdrWriter out) {
    out.putOpaque(bytes, 0, length);
  }

  /**
   * @param most bytes that the protocol's version allows
   */
  public Handle read(XdrReader in, int most) throws XdrException {
    int size = in.opaqueLength(most);
    in.fixed(bytes, size);
    length = size;
    return this;
  }

  public boolean is(Handle other) {
    return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
  }

  /** In hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes, 0, length);
  }
}
