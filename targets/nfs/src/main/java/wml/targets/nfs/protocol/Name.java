package wml.targets.nfs.protocol;

import java.nio.charset.StandardCharsets;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** One name in a directory, or the content of a symbolic link: bytes. Reused by its owner. */
public final class Name {
  /** Of a name in a directory. */
  public static final int MOST_BYTES = 255;

  /** Of a symbolic link's content. */
  public static final int MOST_PATH_BYTES = 4095;

  private byte[] bytes = new byte[MOST_BYTES];
  private int length;

  public int length() {
    return length;
  }

  public byte[] array() {
    return bytes;
  }

  public byte byteAt(int index) {
    return bytes[index];
  }

  public Name set(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return set(utf8, utf8.length);
  }

  public Name set(byte[] from, int count) {
    room(count);
    System.arraycopy(from, 0, bytes, 0, count);
    length = count;
    return this;
  }

  /** Makes its array long enough to be filled. */
  public byte[] room(int count) {
    if (bytes.length < count) {
      bytes = new byte[Math.max(count, 2 * bytes.length)];
    }
    return bytes;
  }

  /** After the array was filled. */
  public Name length(int newLength) {
    length = newLength;
    return this;
  }

  /**
   * @param most bytes: longer ones are read over, and have no length that is allowed
   */
  public Name read(XdrReader in, int most) throws XdrException {
    int size = in.opaqueLength(most);
    in.fixed(room(size), size);
    length = size;
    return this;
  }

  public void write(XdrWriter out) {
    out.putOpaque(bytes, 0, length);
  }

  /** Whether it can stand in a directory: not empty, no slash, no NUL. */
  public boolean isProper() {
    if (length == 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '/' || bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  public boolean isDot() {
    return length == 1 && bytes[0] == '.';
  }

  public boolean isDotDot() {
    return length == 2 && bytes[0] == '.' && bytes[1] == '.';
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return java.util.Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
