package wml.reports.surface;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.reports.figure.Scale;

/**
 * The true mesh of a grid: facets between neighbouring cells that were all measured. Of four
 * neighbours of which one is missing, the other three make a triangle; a hole stays a hole. Where a
 * finer grid has cells between some neighbours, the others are joined as before.
 *
 * @param facets with three or four corners
 * @param alone cells that belong to no facet
 */
record Mesh(List<Facet> facets, List<Corner> alone) {
  /** A cell as a point of the unit box; x and y are where it stands in the grid. */
  record Corner(double u, double v, double w, double x, double y) {}

  /** Corners in turn around it. */
  record Facet(List<Corner> corners) {
    double mean() {
      return corners.stream().mapToDouble(Corner::w).average().orElse(0);
    }

    double depth() {
      return corners.stream()
          .mapToDouble(c -> Projection.depth(c.u(), c.v(), c.w()))
          .average()
          .orElse(0);
    }

    List<List<Corner>> triangles() {
      return corners.size() == 3
          ? List.of(corners)
          : List.of(
              List.of(corners.get(0), corners.get(1), corners.get(2)),
              List.of(corners.get(0), corners.get(2), corners.get(3)));
    }
  }

  static Mesh of(Grid grid, Scale x, Scale y, Scale z) {
    List<Facet> facets = new ArrayList<>();
    Set<Corner> used = new HashSet<>();
    for (int i = 0; i + 1 < grid.xs().size(); i++) {
      for (int j = 0; j + 1 < grid.ys().size(); j++) {
        List<Corner> corners = new ArrayList<>();
        for (int[] step : new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
          Corner corner = corner(grid, i + step[0], j + step[1], x, y, z);
          if (corner != null) {
            corners.add(corner);
          }
        }
        if (corners.size() >= 3) {
          facets.add(new Facet(List.copyOf(corners)));
          used.addAll(corners);
        }
      }
    }
    List<Corner> alone = new ArrayList<>();
    for (int i = 0; i < grid.xs().size(); i++) {
      for (int j = 0; j < grid.ys().size(); j++) {
        Corner corner = corner(grid, i, j, x, y, z);
        if (corner != null && !used.contains(corner)) {
          alone.add(corner);
        }
      }
    }
    return new Mesh(facets, alone);
  }

  private static @Nullable Corner corner(Grid grid, int i, int j, Scale x, Scale y, Scale z) {
    double w = height(grid, i, j, x, y, z);
    double atX = grid.xs().get(i);
    double atY = grid.ys().get(j);
    return Double.isNaN(w) ? null : new Corner(x.place(atX), y.place(atY), w, atX, atY);
  }

  /**
   * Of a cell; of a place that a finer grid added for other cells, the height of the line between
   * its neighbours, which was there before. NaN: a hole.
   */
  private static double height(Grid grid, int i, int j, Scale x, Scale y, Scale z) {
    double median = grid.at(grid.xs().get(i), grid.ys().get(j)).median();
    if (!Double.isNaN(median)) {
      return Math.clamp(z.place(median), 0, 1);
    }
    double across =
        isAdded(grid.xs(), i)
            ? between(
                grid.xs(), i, x, height(grid, i - 1, j, x, y, z), height(grid, i + 1, j, x, y, z))
            : Double.NaN;
    return Double.isNaN(across) && isAdded(grid.ys(), j)
        ? between(grid.ys(), j, y, height(grid, i, j - 1, x, y, z), height(grid, i, j + 1, x, y, z))
        : across;
  }

  /** Whether it lies between two values of which one is twice the other. */
  private static boolean isAdded(List<Double> values, int i) {
    return i > 0
        && i + 1 < values.size()
        && Double.compare(values.get(i + 1), 2 * values.get(i - 1)) == 0;
  }

  private static double between(List<Double> values, int i, Scale scale, double a, double b) {
    double from = scale.place(values.get(i - 1));
    double to = scale.place(values.get(i + 1));
    return a + (b - a) * (scale.place(values.get(i)) - from) / (to - from);
  }
}
