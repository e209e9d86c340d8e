package wml.gate.statistics;

/** The standard normal distribution. */
public final class Normal {
  private static final double ROOT_OF_2PI = Math.sqrt(2 * Math.PI);

  private Normal() {}

  static double density(double z) {
    return Math.exp(-z * z / 2) / ROOT_OF_2PI;
  }

  /**
   * The probability of more than z, to 14 digits: its series (Marsaglia, Evaluating the normal
   * distribution, JSS 11(4), 2004) near 0, its continued fraction in the tail.
   */
  public static double above(double z) {
    if (z < 0) {
      return 1 - above(-z);
    }
    if (z > 3) {
      double fraction = z;
      for (int i = 60; i >= 1; i--) {
        fraction = z + i / fraction;
      }
      return density(z) / fraction;
    }
    double sum = z;
    double term = z;
    for (int i = 3; term > sum * 1e-17; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return 0.5 - sum * density(z);
  }

  /** The z that more than is {@code p} likely; by bisection. */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("no probability between 0 and 1: " + p);
    }
    double low = -40;
    double high = 40;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (above(middle) > p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
