package wml.api.random;

/**
 * Draws of a {@link Ranking.Zipf} by rejection-inversion: W. Hormann and G. Derflinger,
 * "Rejection-inversion to generate variates from monotone discrete distributions", ACM TOMACS 6(3),
 * 1996. No tables: a draw costs some logarithms and is rejected at most a few times; a new number
 * of items costs one logarithm more. One thread's.
 *
 * <p>With h(x) = x^-theta and its integral H, H(1) = 0: a point uniform below H, from H(3/2) - h(1)
 * to H(items + 1/2), is inverted and rounded to the nearest k, and taken if it lies within the last
 * h(k) below H(k + 1/2). Most points need no look at that: where k - x is not above {@code sure}.
 */
final class ZipfSource implements RankSource {
  private final double theta;
  private final UniformSource source;
  private final double first;
  private final double sure;
  private long items;
  private double last;

  ZipfSource(double theta, UniformSource source) {
    this.theta = theta;
    this.source = source;
    first = integral(1.5) - 1;
    sure = 2 - inverse(integral(2.5) - density(2));
  }

  @Override
  public long next(long ofItems, long itemSize) {
    if (ofItems != items) {
      items = ofItems;
      last = integral(ofItems + 0.5);
    }
    while (true) {
      double point = last + source.nextDouble() * (first - last);
      double x = inverse(point);
      double k = Math.clamp(Math.floor(x + 0.5), 1.0, (double) ofItems);
      if (k - x <= sure || point >= integral(k + 0.5) - density(k)) {
        return Math.min(ofItems, (long) k) - 1;
      }
    }
  }

  private double density(double x) {
    return Math.exp(-theta * Math.log(x));
  }

  /** (x^(1 - theta) - 1) / (1 - theta), or ln x if theta is 1. */
  private double integral(double x) {
    double log = Math.log(x);
    double t = (1 - theta) * log;
    return log * (Math.abs(t) < 1e-8 ? 1 + t / 2 : Math.expm1(t) / t);
  }

  private double inverse(double y) {
    double t = Math.max(-1, (1 - theta) * y);
    return Math.exp(y * (Math.abs(t) < 1e-8 ? 1 - t / 2 : Math.log1p(t) / t));
  }
}
