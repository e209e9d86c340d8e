package wml.api.random;

/** Cumulative distribution functions that need a series. */
final class Cdf {
  private Cdf() {}

  /** Regularised lower incomplete gamma function P(a, x), by its series; for x up to about 100. */
  static double gamma(double a, double x) {
    if (x <= 0) {
      return 0;
    }
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < 10_000 && term > sum * 1e-16; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum * Math.exp(-x + a * Math.log(x) - logGamma(a));
  }

  /** The standard normal distribution; through P(1/2, z^2/2), which is erf. */
  static double normal(double z) {
    double half = gamma(0.5, z * z / 2) / 2;
    return z < 0 ? 0.5 - half : 0.5 + half;
  }

  /** Stirling's series after moving the argument above 10. */
  private static double logGamma(double x) {
    double shift = 0;
    double y = x;
    while (y < 10) {
      shift -= Math.log(y);
      y++;
    }
    double square = y * y;
    return shift
        + (y - 0.5) * Math.log(y)
        - y
        + 0.5 * Math.log(2 * Math.PI)
        + (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / y;
  }
}
