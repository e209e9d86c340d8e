package wml.api.random;

/**
 * POSIX's drand48 and erand48: x' = (0x5DEECE66D x + 0xB) mod 2^48, u = x'/2^48. Filebench draws
 * its trees and sizes from it, so that compat mode must too.
 */
public final class Lcg48 implements UniformSource {
  private static final long MASK = (1L << 48) - 1;
  private long x;

  /**
   * @param state the low 48 bits count; 0 is where an unseeded glibc starts
   */
  public Lcg48(long state) {
    x = state & MASK;
  }

  @Override
  public double nextDouble() {
    x = (0x5DEECE66DL * x + 0xB) & MASK;
    return x * 0x1.0p-48;
  }
}
