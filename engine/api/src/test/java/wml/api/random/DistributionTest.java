package wml.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each distribution against its textbook's cumulative distribution function. */
final class DistributionTest {
  private static final int SAMPLES = 20_000;

  /** Kolmogorov and Smirnov's limit at alpha 0.001: sqrt(-ln(alpha / 2) / 2) / sqrt(n). */
  private static final double KS_LIMIT = Math.sqrt(-Math.log(0.0005) / 2) / Math.sqrt(SAMPLES);

  private static Arguments of(Distribution.Continuous distribution, DoubleUnaryOperator cdf) {
    return Arguments.of(Named.of(distribution.describe(), distribution), cdf);
  }

  static Stream<Arguments> distributions() {
    List<Distribution.Tabular.Row> rows =
        List.of(
            new Distribution.Tabular.Row(20, 10, 20),
            new Distribution.Tabular.Row(50, 20, 25),
            new Distribution.Tabular.Row(30, 40, 100));
    return Stream.of(
        of(new Distribution.Uniform(-3, 5), x -> clamp((x + 3) / 8)),
        of(gamma(0.3, 2, 0), x -> Cdf.gamma(0.3, x / 2)),
        of(gamma(0.9, 100, 5), x -> Cdf.gamma(0.9, (x - 5) / 100)),
        of(gamma(1, 7, 0), x -> 1 - Math.exp(-x / 7)),
        of(gamma(1.5, 16384 / 1.5, 0), x -> Cdf.gamma(1.5, x * 1.5 / 16384)),
        of(gamma(9, 0.5, -4), x -> Cdf.gamma(9, (x + 4) / 0.5)),
        of(new Distribution.Erlang(1, 2), x -> 1 - Math.exp(-2 * x)),
        of(new Distribution.Erlang(4, 0.01), x -> Cdf.gamma(4, x * 0.01)),
        of(new Distribution.Exponential(12), x -> 1 - Math.exp(-x / 12)),
        of(new Distribution.LogNormal(0.5, 3), x -> Cdf.normal((Math.log(x) - 3) / 0.5)),
        of(new Distribution.Normal(100, 15), x -> Cdf.normal((x - 100) / 15)),
        of(new Distribution.Triangular(1, 9, 3), DistributionTest::triangle),
        of(new Distribution.Triangular(0, 1, 0), x -> 1 - (1 - x) * (1 - x)),
        of(new Distribution.Triangular(0, 1, 1), x -> x * x),
        of(new Distribution.Weibull(0.7, 3), x -> 1 - Math.exp(-Math.pow(x / 3, 0.7))),
        of(new Distribution.Weibull(2.5, 40), x -> 1 - Math.exp(-Math.pow(x / 40, 2.5))),
        of(new Distribution.Pareto(2.5, 4, Double.POSITIVE_INFINITY), x -> pareto(2.5, 4, x)),
        of(new Distribution.Pareto(0.8, 4, 500), x -> pareto(0.8, 4, x) / pareto(0.8, 4, 500)),
        of(new Distribution.Pareto(1, 1, 20), x -> pareto(1, 1, x) / pareto(1, 1, 20)),
        of(new Distribution.Tabular(rows, 0, 1), DistributionTest::table),
        of(new Distribution.Tabular(rows, 7, 2), x -> table((x - 7) / 2)));
  }

  private static Distribution.Continuous gamma(double shape, double scale, double offset) {
    return new Distribution.Gamma(shape, scale, offset);
  }

  private static double triangle(double x) {
    return x < 3 ? (x - 1) * (x - 1) / 16 : 1 - (9 - x) * (9 - x) / 48;
  }

  private static double table(double x) {
    return 0.2 * clamp((x - 10) / 10) + 0.5 * clamp((x - 20) / 5) + 0.3 * clamp((x - 40) / 60);
  }

  private static double pareto(double shape, double min, double x) {
    return 1 - Math.pow(min / x, shape);
  }

  private static double clamp(double p) {
    return Math.max(0, Math.min(1, p));
  }

  private static double[] samples(Distribution.Continuous distribution, UniformSource source) {
    double[] samples = new double[SAMPLES];
    Arrays.setAll(samples, i -> distribution.sample(source));
    return samples;
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void samplesFollowTheDistribution(Distribution.Continuous distribution, DoubleUnaryOperator cdf) {
    for (UniformSource source : List.of(new RandomStream(2026), new Lcg48(1L << 40))) {
      double[] sorted = samples(distribution, source);
      Arrays.sort(sorted);
      double farthest = 0;
      for (int i = 0; i < SAMPLES; i++) {
        double p = cdf.applyAsDouble(sorted[i]);
        farthest = Math.max(farthest, Math.max(p - (double) i / SAMPLES, (i + 1.0) / SAMPLES - p));
      }
      assertTrue(farthest < KS_LIMIT, () -> "distance above " + KS_LIMIT);
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void samplesHaveTheMean(Distribution.Continuous distribution, DoubleUnaryOperator cdf) {
    double[] samples = samples(distribution, new RandomStream(7));
    double mean = Arrays.stream(samples).average().orElseThrow();
    double variance =
        Arrays.stream(samples).map(s -> (s - mean) * (s - mean)).sum() / (SAMPLES - 1);
    assertEquals(distribution.mean(), mean, 4 * Math.sqrt(variance / SAMPLES));
  }
}
