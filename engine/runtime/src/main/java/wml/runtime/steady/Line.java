package wml.runtime.steady;

/**
 * The straight line of least squares through a series.
 *
 * @param slope per value
 * @param squares of what it leaves
 */
record Line(double mean, double slope, double squares) {
  static Line through(double[] values, int begin) {
    int n = values.length - begin;
    double mean = 0;
    for (int i = begin; i < values.length; i++) {
      mean += values[i] / n;
    }
    double middle = (n - 1) / 2.0;
    double product = 0;
    double spread = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = i - middle;
      double y = values[begin + i] - mean;
      product += x * y;
      spread += x * x;
      squares += y * y;
    }
    double slope = spread == 0 ? 0 : product / spread;
    return new Line(mean, slope, Math.max(0, squares - slope * product));
  }

  /** From its first to its last of n values, as a fraction of the mean. */
  double drift(int n) {
    return mean == 0 ? 0 : slope * (n - 1) / mean;
  }

  /** How far the slope is from 0, in its own standard errors. */
  static double significance(Line line, int n, double longRunVariance) {
    double error = Math.sqrt(12 * longRunVariance / ((double) n * ((double) n * n - 1)));
    return error == 0 ? 0 : Math.abs(line.slope) / error;
  }
}
