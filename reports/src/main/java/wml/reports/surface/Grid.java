package wml.reports.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;
import wml.reports.figure.Table;
import wml.reports.figure.Variable;

/**
 * A metric of a flowop over two variables. Where nothing was measured there is no cell, and no
 * figure makes one up.
 *
 * @param name of the flowop
 * @param xs values of x in rising order
 * @param ys values of y in rising order
 * @param cells by x, then by y
 */
public record Grid(
    String name,
    Variable x,
    Variable y,
    Metric metric,
    List<Double> xs,
    List<Double> ys,
    Map<Double, Map<Double, Estimate>> cells) {
  /**
   * Half of a cell's interval, as a fraction of its median, from which on it counts as unstable.
   */
  public static final double UNSTABLE = 0.05;

  /**
   * @throws IllegalArgumentException if there is no cell, or one holds no finite number
   */
  public static Grid of(
      String name,
      Variable x,
      Variable y,
      Metric metric,
      Map<Double, ? extends Map<Double, Estimate>> cells) {
    SortedSet<Double> xs = new TreeSet<>();
    SortedSet<Double> ys = new TreeSet<>();
    Map<Double, Map<Double, Estimate>> copy = new TreeMap<>();
    cells.forEach(
        (at, column) ->
            column.forEach(
                (to, cell) -> {
                  if (!cell.isKnown()) {
                    return;
                  }
                  if (!Double.isFinite(cell.median())) {
                    throw new IllegalArgumentException(
                        "%s of %s at %s %s and %s %s is no finite number"
                            .formatted(
                                metric.label(),
                                name,
                                x.name(),
                                x.unit().format(at),
                                y.name(),
                                y.unit().format(to)));
                  }
                  xs.add(at);
                  ys.add(to);
                  copy.computeIfAbsent(at, k -> new TreeMap<>()).put(to, cell);
                }));
    if (xs.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing was measured of "
              + metric.label()
              + " of "
              + name
              + ": there is nothing to draw");
    }
    return new Grid(name, x, y, metric, List.copyOf(xs), List.copyOf(ys), Map.copyOf(copy));
  }

  /** {@link Estimate#NONE} where there is no cell. */
  public Estimate at(double atX, double atY) {
    return cells.getOrDefault(atX, Map.of()).getOrDefault(atY, Estimate.NONE);
  }

  /** Of all cells. */
  public DoubleStream medians() {
    return values(Estimate::median);
  }

  private DoubleStream values(ToDoubleFunction<Estimate> value) {
    return cells.values().stream().flatMap(c -> c.values().stream()).mapToDouble(value);
  }

  public int size() {
    return cells.values().stream().mapToInt(Map::size).sum();
  }

  /** Whether the interval of a cell is too wide to be read as a number. */
  public static boolean isUnstable(Estimate cell) {
    return cell.hasInterval() && cell.relativeHalfWidth() > UNSTABLE;
  }

  /** How many samples cells rest on, how sure they are, and how many are unstable. */
  public static String certainty(List<Grid> grids) {
    List<Estimate> all = new ArrayList<>();
    for (Grid grid : grids) {
      grid.cells.values().forEach(column -> all.addAll(column.values()));
    }
    long least = all.stream().mapToLong(Estimate::n).min().orElse(0);
    long most = all.stream().mapToLong(Estimate::n).max().orElse(0);
    long unstable = all.stream().filter(Grid::isUnstable).count();
    long without = all.stream().filter(c -> !c.hasInterval()).count();
    StringBuilder out = new StringBuilder("Each cell is the median of n = " + least);
    out.append(least == most ? "" : " to " + most).append(" samples");
    if (without == all.size()) {
      out.append("; none has the 6 samples that a 95 % interval needs.");
      return out.toString();
    }
    out.append(" with a 95 % interval between order statistics");
    if (without > 0) {
      out.append("; %d of %d cells have too few for one".formatted(without, all.size()));
    }
    out.append(
        "; %d of %d cells are unstable (interval wider than ±%.0f %%)."
            .formatted(unstable, all.size(), UNSTABLE * 100));
    return out.toString();
  }

  /** Long form: a row per place of the grids; what was not measured is NaN. */
  public static Table table(List<Grid> grids) {
    Grid first = grids.getFirst();
    String unit =
        switch (first.metric.unit()) {
          case BYTES_PER_SECOND -> "_bytes_per_s";
          case PER_SECOND -> "_per_s";
          case NANOS -> "_ns";
          default -> "";
        };
    List<List<Object>> rows = new ArrayList<>();
    for (Grid grid : grids) {
      for (double x : grid.xs) {
        for (double y : grid.ys) {
          Estimate cell = grid.at(x, y);
          rows.add(
              List.of(
                  grid.name,
                  x,
                  y,
                  cell.n(),
                  cell.median(),
                  cell.low(),
                  cell.high(),
                  isUnstable(cell) ? 1L : 0L));
        }
      }
    }
    return new Table(
        List.of(
            "flowop",
            first.x.name(),
            first.y.name(),
            "n",
            "median" + unit,
            "low" + unit,
            "high" + unit,
            "unstable"),
        rows,
        1);
  }
}
