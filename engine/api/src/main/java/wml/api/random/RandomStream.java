package wml.api.random;

/**
 * A seeded stream of random numbers: xoshiro256** (Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators", 2021), seeded by SplitMix64. Allocates nothing; owned by one
 * thread.
 */
public final class RandomStream implements UniformSource {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  public RandomStream(long seed) {
    long state = seed;
    s0 = mixed(state += GOLDEN);
    s1 = mixed(state += GOLDEN);
    s2 = mixed(state += GOLDEN);
    s3 = mixed(state += GOLDEN);
  }

  /** The finalizer of SplitMix64: one to one. */
  public static long mixed(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * A seed for a part of a run: the same for the same labels, unrelated for others. Streams of
   * threads, steps and filesets are told apart by their labels.
   */
  public static long derive(long seed, String... labels) {
    long h = mixed(seed + GOLDEN);
    for (String label : labels) {
      for (int i = 0; i < label.length(); i++) {
        h = mixed(h ^ (label.charAt(i) + GOLDEN));
      }
      h = mixed(h + 0x1000193);
    }
    return h;
  }

  public long nextLong() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** Uniform in [0, bound); the bias is below 2^-32 for bounds below 2^32. */
  public long nextLong(long bound) {
    return Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }
}
