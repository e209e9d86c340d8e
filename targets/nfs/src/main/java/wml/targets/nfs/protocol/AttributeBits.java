package wml.targets.nfs.protocol;

import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Which attributes of a file are meant: {@code bitmap4} (RFC 8881). Reused by its owner. */
public final class AttributeBits {
  /** Numbers of attributes end here; whatever has a higher one is nothing that we know. */
  public static final int END = 96;

  /** Longest bitmap that is read. */
  private static final int MOST_WORDS = 64;

  private final int[] words = new int[END / 32];
  private boolean hasUnknown;

  public AttributeBits() {}

  public static AttributeBits of(int... bits) {
    AttributeBits out = new AttributeBits();
    for (int bit : bits) {
      out.add(bit);
    }
    return out;
  }

  public AttributeBits clear() {
    words[0] = 0;
    words[1] = 0;
    words[2] = 0;
    hasUnknown = false;
    return this;
  }

  public AttributeBits set(AttributeBits other) {
    System.arraycopy(other.words, 0, words, 0, words.length);
    hasUnknown = other.hasUnknown;
    return this;
  }

  public AttributeBits add(int bit) {
    words[bit >>> 5] |= 1 << bit;
    return this;
  }

  public AttributeBits remove(int bit) {
    words[bit >>> 5] &= ~(1 << bit);
    return this;
  }

  public boolean has(int bit) {
    return (words[bit >>> 5] >>> bit & 1) != 0;
  }

  public boolean isEmpty() {
    return (words[0] | words[1] | words[2]) == 0 && !hasUnknown;
  }

  /** Whether all of them are among others. */
  public boolean isWithin(AttributeBits others) {
    return !hasUnknown
        && (words[0] & ~others.words[0]) == 0
        && (words[1] & ~others.words[1]) == 0
        && (words[2] & ~others.words[2]) == 0;
  }

  public boolean meets(AttributeBits others) {
    int both = words[0] & others.words[0];
    both |= words[1] & others.words[1];
    both |= words[2] & others.words[2];
    return both != 0;
  }

  /** Keeps only what is among others. */
  public AttributeBits retain(AttributeBits others) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= others.words[i];
    }
    hasUnknown = false;
    return this;
  }

  /** The lowest one that is at or above a number; {@link #END} if there is none. */
  public int next(int from) {
    for (int word = from >>> 5; word < words.length; word++) {
      int rest = word == from >>> 5 ? words[word] & -1 << from : words[word];
      if (rest != 0) {
        return (word << 5) + Integer.numberOfTrailingZeros(rest);
      }
    }
    return END;
  }

  public AttributeBits read(XdrReader in) throws XdrException {
    clear();
    int count = in.count(MOST_WORDS);
    for (int i = 0; i < count; i++) {
      int word = in.getInt();
      if (i < words.length) {
        words[i] = word;
      } else {
        hasUnknown |= word != 0;
      }
    }
    return this;
  }

  public void write(XdrWriter out) {
    int count = words[2] != 0 ? 3 : words[1] != 0 ? 2 : words[0] != 0 ? 1 : 0;
    out.putInt(count);
    for (int i = 0; i < count; i++) {
      out.putInt(words[i]);
    }
  }
}
