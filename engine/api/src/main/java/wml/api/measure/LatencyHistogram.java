package wml.api.measure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A log-linear histogram of durations in nanoseconds. Values below 128 are exact; above, each
 * octave has 64 buckets, so that a bucket is at most 1/64 of its lower edge wide and its middle is
 * within 0.8 % of every value in it. Values from 2^42 ns (73 minutes) on are counted in the last
 * bucket.
 *
 * <p>One writer. Octaves are allocated at their first value (1/2 KiB each), so that recording
 * allocates nothing once warm. Histograms are merged by adding; percentiles are never averaged.
 */
public final class LatencyHistogram {
  /** Values of more bits are counted in the last bucket. */
  public static final int MAX_VALUE_BITS = 42;

  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;

  /** The first holds the values of up to SUB_BITS bits; each other those of one more. */
  private static final int OCTAVES = MAX_VALUE_BITS - SUB_BITS + 1;

  private final long[] @Nullable [] octaves = new long[OCTAVES][];
  private long count;
  private long sumNanos;
  private long minNanos = Long.MAX_VALUE;
  private long maxNanos;

  public void record(long nanos) {
    long value = Math.max(0, nanos);
    int bits = 64 - Long.numberOfLeadingZeros(value | (SUB - 1));
    int octave = bits - SUB_BITS;
    int sub;
    if (octave >= OCTAVES) {
      octave = OCTAVES - 1;
      sub = SUB - 1;
    } else {
      // octave 0 holds 0..63; octave k holds [64 * 2^(k-1), 64 * 2^k)
      sub = octave == 0 ? (int) value : (int) (value >>> (octave - 1)) - SUB;
    }
    long[] buckets = octaves[octave];
    if (buckets == null) {
      buckets = new long[SUB];
      octaves[octave] = buckets;
    }
    buckets[sub]++;
    count++;
    sumNanos = saturatingSum(sumNanos, value);
    if (value < minNanos) {
      minNanos = value;
    }
    if (value > maxNanos) {
      maxNanos = value;
    }
  }

  /**
   * Adds values that {@link #forEachBucket} once told of: each as the lower edge of its bucket. The
   * sum, the least and the greatest are told apart, by {@link #bounds}.
   */
  public void restore(long lowerNanos, long times) {
    record(lowerNanos);
    int bits = 64 - Long.numberOfLeadingZeros(lowerNanos | (SUB - 1));
    int octave = Math.min(bits - SUB_BITS, OCTAVES - 1);
    int sub = octave == 0 ? (int) lowerNanos : (int) (lowerNanos >>> (octave - 1)) - SUB;
    long[] buckets = octaves[octave];
    if (buckets != null) {
      buckets[Math.min(sub, SUB - 1)] += times - 1;
      count += times - 1;
    }
  }

  /** Sets what buckets don't tell, after the last {@link #restore}. */
  public void bounds(double mean, long min, long max) {
    if (count > 0) {
      sumNanos = Math.round(Math.min(0x1p62, mean * count));
      minNanos = min;
      maxNanos = max;
    }
  }

  /** Adds another histogram's counts to this one. */
  public void add(LatencyHistogram other) {
    for (int o = 0; o < OCTAVES; o++) {
      long[] from = other.octaves[o];
      if (from == null) {
        continue;
      }
      long[] to = octaves[o];
      if (to == null) {
        octaves[o] = from.clone();
        continue;
      }
      for (int i = 0; i < SUB; i++) {
        to[i] += from[i];
      }
    }
    count += other.count;
    sumNanos = saturatingSum(sumNanos, other.sumNanos);
    minNanos = Math.min(minNanos, other.minNanos);
    maxNanos = Math.max(maxNanos, other.maxNanos);
  }

  /** Forgets all values but keeps the memory. */
  public void clear() {
    for (long[] buckets : octaves) {
      if (buckets != null) {
        Arrays.fill(buckets, 0);
      }
    }
    count = 0;
    sumNanos = 0;
    minNanos = Long.MAX_VALUE;
    maxNanos = 0;
  }

  public long count() {
    return count;
  }

  /** At most {@link Long#MAX_VALUE}, 292 years. */
  public long sumNanos() {
    return sumNanos;
  }

  /** 0 if empty. */
  public double meanNanos() {
    return count == 0 ? 0 : (double) sumNanos / count;
  }

  /** Exact; 0 if empty. */
  public long minNanos() {
    return count == 0 ? 0 : minNanos;
  }

  /** Exact; 0 if empty. */
  public long maxNanos() {
    return maxNanos;
  }

  /**
   * The smallest bucket's middle that at least {@code percent} of the values do not exceed; exact
   * at 0 and 100, 0 if empty.
   */
  public long percentileNanos(double percent) {
    if (count == 0) {
      return 0;
    }
    if (percent <= 0) {
      return minNanos;
    }
    // Divided last: 99.9 / 100 is above 0.999, and 999 of 1000 would become 1000.
    long rank = Math.max(1, (long) Math.ceil(percent * count / 100));
    if (rank >= count) {
      return maxNanos;
    }
    long seen = 0;
    for (int o = 0; o < OCTAVES; o++) {
      long[] buckets = octaves[o];
      if (buckets == null) {
        continue;
      }
      for (int i = 0; i < SUB; i++) {
        seen += buckets[i];
        if (seen >= rank) {
          long middle = lowerEdge(o, i) + width(o) / 2;
          return Math.max(minNanos, Math.min(maxNanos, middle));
        }
      }
    }
    return maxNanos;
  }

  /** Visits the buckets that hold values, in rising order. */
  public void forEachBucket(BucketVisitor visitor) {
    for (int o = 0; o < OCTAVES; o++) {
      long[] buckets = octaves[o];
      if (buckets == null) {
        continue;
      }
      for (int i = 0; i < SUB; i++) {
        if (buckets[i] > 0) {
          visitor.bucket(lowerEdge(o, i), width(o), buckets[i]);
        }
      }
    }
  }

  /** Neither is negative. */
  private static long saturatingSum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long lowerEdge(int octave, int sub) {
    return octave == 0 ? sub : (long) (sub + SUB) << (octave - 1);
  }

  private static long width(int octave) {
    return octave == 0 ? 1 : 1L << (octave - 1);
  }

  /** Takes buckets. */
  @FunctionalInterface
  public interface BucketVisitor {
    /** Values in [lowerNanos, lowerNanos + widthNanos) were seen {@code count} times. */
    void bucket(long lowerNanos, long widthNanos, long count);
  }
}
