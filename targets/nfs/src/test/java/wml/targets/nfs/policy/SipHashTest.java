package wml.targets.nfs.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SipHashTest {
  private static final SipHash KEY = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /** The example of the paper, appendix A, and the begin of its authors' table. */
  @Test
  void hashesAreThoseOfItsAuthors() {
    byte[] bytes = new byte[20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i - 2);
    }
    assertEquals(0xa129ca6149be45e5L, KEY.of(bytes, 2, 15));
    assertEquals(0x726fdb47dd0e0e31L, KEY.of(bytes, 2, 0));
    assertEquals(0x93f5f5799a932462L, KEY.of(bytes, 2, 8));
  }
}
