package wml.targets.nfs.policy;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash of few bytes. Who doesn't know the key
 * can't tell the hash of anything. About 20 ns for 20 bytes; allocates nothing.
 *
 * @param k0 the key's first half, little endian
 */
public record SipHash(long k0, long k1) {
  public long of(byte[] bytes, int offset, int length) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int whole = length & ~7;
    for (int i = 0; i <= length + 8; i += 8) {
      // the words, then the last one with the length, then four rounds without any
      boolean last = i > whole;
      long word = last ? 0 : word(bytes, offset + i, Math.min(8, length - i));
      if (i == whole) {
        word |= (long) length << 56;
      }
      if (last) {
        v2 ^= 0xff;
      }
      v3 ^= word;
      for (int round = last ? 4 : 2; round > 0; round--) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
      if (last) {
        break;
      }
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(byte[] bytes, int at, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    return word;
  }
}
