package wml.reports.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wml.api.random.RandomStream;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;
import wml.reports.figure.Unit;
import wml.reports.figure.Variable;

/** Grids made by hand, the same each time. */
public final class SampleGrids {
  static final List<String> TESTS =
      List.of(
          "write",
          "rewrite",
          "read",
          "reread",
          "randomread",
          "randomwrite",
          "backwardread",
          "recordrewrite",
          "strideread",
          "fwrite",
          "frewrite",
          "fread",
          "freread");
  private static final Variable FILE = new Variable("filesize", Unit.BYTES);
  private static final Variable RECORD = new Variable("recordsize", Unit.BYTES);

  private SampleGrids() {}

  /** The cells of iozone's automatic mode, up to a size of files. */
  public static Grid iozone(String test, long largest, double peak) {
    return iozone(test, largest, peak, test.hashCode());
  }

  /** The same with another seed. */
  public static Grid iozone(String test, long largest, double peak, long seed) {
    RandomStream random = new RandomStream(seed);
    Map<Double, Map<Double, Estimate>> cells = new TreeMap<>();
    for (long file = 64 << 10; file <= largest; file *= 2) {
      for (long record = 4 << 10; record <= Math.min(file, 16 << 20); record *= 2) {
        if (file > 16 << 20 && record < 64 << 10) {
          continue;
        }
        double speed =
            peak
                * (record / (record + 40e3))
                * (file > 256 << 20 ? 0.25 : file > 8 << 20 ? 0.7 : 1)
                * (0.92 + 0.16 * random.nextDouble());
        double half = speed * (random.nextDouble() < 0.1 ? 0.09 : 0.02);
        cells
            .computeIfAbsent((double) file, k -> new TreeMap<>())
            .put((double) record, new Estimate(40, speed, speed - half, speed + half));
      }
    }
    return Grid.of(test, FILE, RECORD, Metric.THROUGHPUT, cells);
  }

  /** Thirteen of them. */
  public static List<Grid> sheet(long largest) {
    List<Grid> grids = new ArrayList<>();
    for (int i = 0; i < TESTS.size(); i++) {
      grids.add(iozone(TESTS.get(i), largest, 2e9 + 6e8 * i));
    }
    return grids;
  }

  /** A grid of given medians, by row of x; NaN: no cell. */
  public static Grid of(String name, Variable x, Variable y, double[][] medians) {
    Map<Double, Map<Double, Estimate>> cells = new TreeMap<>();
    for (int i = 0; i < medians.length; i++) {
      for (int j = 0; j < medians[i].length; j++) {
        double m = medians[i][j];
        if (!Double.isNaN(m)) {
          cells
              .computeIfAbsent((double) (64L << 10 << i), k -> new TreeMap<>())
              .put((double) (4L << 10 << j), new Estimate(9, m, m * 0.99, m * 1.01));
        }
      }
    }
    return Grid.of(name, x, y, Metric.THROUGHPUT, cells);
  }
}
