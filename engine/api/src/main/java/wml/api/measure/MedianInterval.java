package wml.api.measure;

/**
 * Which of n samples the median lies between with 95 %, whatever their distribution (Hahn and
 * Meeker, Statistical Intervals, 5.2). Any thread.
 */
public final class MedianInterval {
  /** Fewer samples have no such two: 2 * 0.5^5 is 6 %. */
  public static final int FEWEST = 6;

  /** Above, the binomial distribution is taken as normal. */
  private static final int MANY = 60;

  private static final double NORMAL = 1.959963984540054;

  private MedianInterval() {}

  /**
   * How many samples lie outside at each end: the most for which that many or fewer of n coins show
   * heads with at most 2.5 %.
   *
   * @param n at least {@link #FEWEST}
   */
  public static long outside(long n) {
    double count = (double) n;
    if (n > MANY) {
      return (long) Math.max(0, Math.floor((count - 1 - NORMAL * Math.sqrt(count)) / 2));
    }
    double term = Math.pow(0.5, count);
    double below = 0;
    long outside = 0;
    for (long heads = 0; heads <= n; heads++) {
      below += term;
      if (below > 0.025) {
        break;
      }
      outside = heads;
      term = term * (count - heads) / (heads + 1.0);
    }
    return outside;
  }
}
