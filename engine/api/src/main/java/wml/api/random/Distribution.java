package wml.api.random;

import java.util.List;

/**
 * The distributions of the language: of values here, of ranks in {@link Ranking}. Sampling
 * allocates nothing. Immutable.
 */
public sealed interface Distribution permits Distribution.Continuous, Ranking {
  /** For explain. */
  String describe();

  /** A distribution of values; each names its parameters as the language does. */
  sealed interface Continuous extends Distribution {
    double sample(UniformSource u);

    double mean();
  }

  /** Uniform in [lower, upper). */
  record Uniform(double lower, double upper) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      return lower + u.nextDouble() * (upper - lower);
    }

    @Override
    public double mean() {
      return (lower + upper) / 2;
    }

    @Override
    public String describe() {
      return "uniform(" + lower + ", " + upper + ")";
    }
  }

  /** offset + Gamma(shape) x scale; Knuth, TAOCP vol. 2, 3.4.1 (p. 134; exercise 16 below 1). */
  record Gamma(double shape, double scale, double offset) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      return offset + scale * sampleGamma(shape, u);
    }

    @Override
    public double mean() {
      return offset + shape * scale;
    }

    @Override
    public String describe() {
      return "gamma(shape " + shape + ", mean " + mean() + ")";
    }
  }

  /** Sum of {@code shape} exponentials, each with the given rate. */
  record Erlang(int shape, double rate) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      double sum = 0;
      for (int i = 0; i < shape; i++) {
        sum -= Math.log(1 - u.nextDouble());
      }
      return sum / rate;
    }

    @Override
    public double mean() {
      return shape / rate;
    }

    @Override
    public String describe() {
      return "erlang(shape " + shape + ", rate " + rate + ")";
    }
  }

  /** By inversion. */
  record Exponential(double mean) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      return -mean * Math.log(1 - u.nextDouble());
    }

    @Override
    public String describe() {
      return "exponential(mean " + mean + ")";
    }
  }

  /** exp of a normal with mean {@code scale} and standard deviation {@code shape}. */
  record LogNormal(double shape, double scale) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      return Math.exp(scale + shape * sampleNormal(u));
    }

    @Override
    public double mean() {
      return Math.exp(scale + shape * shape / 2);
    }

    @Override
    public String describe() {
      return "lognormal(shape " + shape + ", scale " + scale + ")";
    }
  }

  /** Normal with a mean and a standard deviation. */
  record Normal(double mean, double sigma) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      return mean + sigma * sampleNormal(u);
    }

    @Override
    public String describe() {
      return "normal(mean " + mean + ", sigma " + sigma + ")";
    }
  }

  /** Triangular between two limits with a mode, by inversion. */
  record Triangular(double lower, double upper, double mode) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      double p = u.nextDouble();
      double width = upper - lower;
      return p * width < mode - lower
          ? lower + Math.sqrt(p * width * (mode - lower))
          : upper - Math.sqrt((1 - p) * width * (upper - mode));
    }

    @Override
    public double mean() {
      return (lower + upper + mode) / 3;
    }

    @Override
    public String describe() {
      return "triangular(" + lower + ", " + upper + ", mode " + mode + ")";
    }
  }

  /** Weibull by inversion; its mean needs the gamma function (Lanczos). */
  record Weibull(double shape, double scale) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      return scale * Math.pow(-Math.log(1 - u.nextDouble()), 1 / shape);
    }

    @Override
    public double mean() {
      return scale * Math.exp(logGamma(1 + 1 / shape));
    }

    @Override
    public String describe() {
      return "weibull(shape " + shape + ", scale " + scale + ")";
    }
  }

  /**
   * Bounded Pareto, by inversion: a density that falls with x^-(shape+1) from {@code min} on.
   *
   * @param max infinite for none
   */
  record Pareto(double shape, double min, double max) implements Continuous {
    @Override
    public double sample(UniformSource u) {
      double below = -Math.expm1(shape * Math.log(min / max));
      return min * Math.exp(-Math.log1p(-u.nextDouble() * below) / shape);
    }

    @Override
    public double mean() {
      double ratio = min / max;
      if (ratio == 1) {
        return min;
      }
      return shape == 1
          ? min * -Math.log(ratio) / (1 - ratio)
          : min
              * (shape / (shape - 1))
              * (1 - Math.pow(ratio, shape - 1))
              / (1 - Math.pow(ratio, shape));
    }

    @Override
    public String describe() {
      return "pareto(shape " + shape + ", from " + min + " to " + max + ")";
    }
  }

  /**
   * 100 slots of one percent each, uniform inside a row, then mapped linearly.
   *
   * @param rows percents add to 100
   * @param offset added, and {@code factor} multiplied, so that (table minimum, table mean) become
   *     the variable's (min, mean)
   */
  record Tabular(List<Row> rows, double offset, double factor) implements Continuous {
    /** {@code percent} of the values are uniform in [min, max). */
    public record Row(int percent, double min, double max) {}

    @Override
    public double sample(UniformSource u) {
      int slot = (int) (u.nextDouble() * 100);
      int i = 0;
      while (slot >= rows.get(i).percent) {
        slot -= rows.get(i).percent;
        i++;
      }
      Row row = rows.get(i);
      return offset + factor * (row.min + u.nextDouble() * (row.max - row.min));
    }

    @Override
    public double mean() {
      return offset + factor * tableMean(rows);
    }

    @Override
    public String describe() {
      return "tabular(" + rows.size() + " rows, mean " + mean() + ")";
    }

    /** The mean of a table whose percents add to 100. */
    public static double tableMean(List<Row> rows) {
      return rows.stream().mapToDouble(r -> r.percent * (r.min + r.max) / 200).sum();
    }
  }

  /** Marsaglia's polar method, one value per call. */
  private static double sampleNormal(UniformSource u) {
    while (true) {
      double x = 2 * u.nextDouble() - 1;
      double y = 2 * u.nextDouble() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * Math.log(s) / s);
      }
    }
  }

  /**
   * A Gamma(shape, 1) value; the order of draws is Filebench's, so that with {@link Lcg48} the
   * values are too.
   */
  static double sampleGamma(double shape, UniformSource u) {
    if (shape > 1) {
      double root = Math.sqrt(2 * shape - 1);
      while (true) {
        double y = Math.tan(Math.PI * u.nextDouble());
        double x = root * y + shape - 1;
        if (x <= 0) {
          continue;
        }
        double limit = (1 + y * y) * Math.exp((shape - 1) * Math.log(x / (shape - 1)) - root * y);
        if (u.nextDouble() <= limit) {
          return x;
        }
      }
    }
    double p = Math.E / (shape + Math.E);
    while (true) {
      double choice = u.nextDouble();
      double v = 1 - u.nextDouble();
      double x;
      double q;
      if (choice < p) {
        x = Math.pow(v, 1 / shape);
        q = Math.exp(-x);
      } else {
        x = 1 - Math.log(v);
        q = Math.pow(x, shape - 1);
      }
      if (u.nextDouble() < q) {
        return x;
      }
    }
  }

  /** ln of the gamma function for x > 0; Lanczos, relative error below 1e-13. */
  private static double logGamma(double x) {
    double[] g = {
      676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
      12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
    };
    double a = 0.99999999999980993;
    double y = x - 1;
    for (int i = 0; i < g.length; i++) {
      a += g[i] / (y + i + 1);
    }
    double t = y + g.length - 0.5;
    return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(a);
  }
}
