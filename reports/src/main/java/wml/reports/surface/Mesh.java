package wml.reports.surface;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.reports.figure.Scale;

/**
 * The true mesh of a grid: facets between neighbouring cells that were all measured. Of four
 * neighbours of which one is missing, the other three make a triangle; a hole stays a hole.
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
    double atX = grid.xs().get(i);
    double atY = grid.ys().get(j);
    double median = grid.at(atX, atY).median();
    return Double.isNaN(median)
        ? null
        : new Corner(x.place(atX), y.place(atY), Math.clamp(z.place(median), 0, 1), atX, atY);
  }
}
