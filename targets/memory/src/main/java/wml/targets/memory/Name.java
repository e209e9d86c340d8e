package wml.targets.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name in a directory. A session rewrites one as its probe, so that looking up allocates nothing;
 * maps hold copies, which never change.
 */
final class Name {
  private byte[] bytes;
  private int from;
  private int to;
  private int hash;

  Name() {
    this(new byte[0]);
  }

  private Name(byte[] bytes) {
    this.bytes = bytes;
    to = bytes.length;
  }

  /** Points into an array of the caller's. */
  void set(byte[] utf8, int newFrom, int newTo) {
    bytes = utf8;
    from = newFrom;
    to = newTo;
    int h = 0;
    for (int i = newFrom; i < newTo; i++) {
      h = 31 * h + utf8[i];
    }
    hash = h;
  }

  Name copy() {
    Name copy = new Name(Arrays.copyOfRange(bytes, from, to));
    copy.hash = hash;
    return copy;
  }

  /** The name's bytes; of a copy only. */
  byte[] utf8() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name
        && hash == name.hash
        && Arrays.equals(bytes, from, to, name.bytes, name.from, name.to);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
