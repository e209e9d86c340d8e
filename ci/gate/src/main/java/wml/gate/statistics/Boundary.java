package wml.gate.statistics;

import java.util.List;

/**
 * The nominal levels of a test that looks several times at growing samples, so that a true
 * hypothesis is rejected at any look with {@code alpha}: the recursion of Armitage, McPherson and
 * Rowe (Repeated significance tests on accumulating data, JRSS A 132, 1969), one-sided. The bound
 * of a look with a share t of all samples is c * t^(delta - 1/2) (Wang and Tsiatis, Biometrics 43,
 * 1987): delta 1/2 is Pocock's, 0 O'Brien and Fleming's.
 *
 * @param z bounds of the standardised sums, by look
 */
public record Boundary(List<Double> z) {
  public static final double POCOCK = 0.5;
  public static final double OBRIEN_FLEMING = 0;

  /** Intervals of Simpson's rule; 60 give 6 digits. */
  private static final int GRID = 120;

  /** A sum below this many deviations is as good as never. */
  private static final double LOWEST = -7;

  public Boundary {
    z = List.copyOf(z);
  }

  /**
   * @param looks samples at each look, rising
   */
  public static Boundary of(List<Integer> looks, double alpha, double delta) {
    double low = 0;
    double high = 12;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (crossed(looks, shaped(looks, middle, delta)) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return shaped(looks, high, delta);
  }

  private static Boundary shaped(List<Integer> looks, double c, double delta) {
    double all = looks.getLast();
    return new Boundary(looks.stream().map(n -> c * Math.pow(n / all, delta - 0.5)).toList());
  }

  /** The p value at or below which a look rejects. */
  public double level(int look) {
    return Normal.above(z.get(look));
  }

  /** How likely a sum of independent normal values is beyond its bound at some look. */
  public static double crossed(List<Integer> looks, Boundary boundary) {
    double all = 0;
    double[] density = {};
    double[] at = {};
    for (int look = 0; look < looks.size(); look++) {
      double deviation = Math.sqrt(looks.get(look));
      double bound = boundary.z.get(look) * deviation;
      double low = Math.min(LOWEST * deviation, bound - 1);
      double before = look == 0 ? 0 : looks.get(look - 1);
      double step = Math.sqrt(looks.get(look) - before);
      all += look == 0 ? Normal.above(bound / step) : beyond(bound, step, at, density);
      double[] points = new double[GRID + 1];
      double[] next = new double[GRID + 1];
      for (int i = 0; i <= GRID; i++) {
        points[i] = low + (bound - low) * i / GRID;
        next[i] =
            (look == 0 ? Normal.density(points[i] / step) : summed(points[i], step, at, density))
                / step;
      }
      weigh(next, (bound - low) / GRID);
      at = points;
      density = next;
    }
    return all;
  }

  private static double beyond(double bound, double step, double[] at, double[] density) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += density[i] * Normal.above((bound - at[i]) / step);
    }
    return sum;
  }

  private static double summed(double point, double step, double[] at, double[] density) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += density[i] * Normal.density((point - at[i]) / step);
    }
    return sum;
  }

  /** Simpson's weights. */
  private static void weigh(double[] values, double width) {
    for (int i = 0; i < values.length; i++) {
      int weight = i == 0 || i == values.length - 1 ? 1 : i % 2 == 1 ? 4 : 2;
      values[i] *= weight * width / 3;
    }
  }
}
