package wml.reports.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wml.reports.SampleRuns;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;
import wml.reports.figure.Scale;
import wml.reports.figure.Unit;
import wml.reports.figure.Variable;

final class GridsTest {
  private static final Variable FILE = new Variable("filesize", Unit.BYTES);
  private static final Variable RECORD = new Variable("recordsize", Unit.BYTES);
  private static final double NO = Double.NaN;

  private static Grids sweep(Metric metric) {
    Grids grids = new Grids(metric);
    grids.add(SampleRuns.point(0, "4k", 1, 1e5));
    grids.add(SampleRuns.point(1, "16k", 1, 2e5));
    grids.add(SampleRuns.point(2, "4k", 2, 4e5));
    return grids;
  }

  @Test
  void cellsAreWhereRunsWere() {
    Grid grid = sweep(Metric.MEAN).of(null, null, List.of()).getFirst();
    assertEquals("get", grid.name());
    assertEquals(List.of(4096.0, 16384.0), grid.xs());
    assertEquals(List.of(1.0, 2.0), grid.ys());
    assertEquals(3, grid.size());
    assertFalse(grid.at(16384, 2).isKnown());
    assertEquals(4e5, grid.at(4096, 2).median(), 4e3);
  }

  @Test
  void repeatsOfAPointAreSamplesOfItsCell() {
    Grids grids = sweep(Metric.IOPS);
    grids.add(SampleRuns.point(0, "4k", 1, 1e5));
    assertEquals(2, grids.of("iosize", "threads", List.of()).getFirst().at(4096, 1).n());
  }

  @Test
  void callsAreTheSamplesOfThroughput() {
    Grid grid = sweep(Metric.THROUGHPUT).of(null, null, List.of("get")).getFirst();
    assertEquals(10_000, grid.at(4096, 1).n());
    assertTrue(grid.at(4096, 1).hasInterval());
  }

  @Test
  void unknownNamesAnswerWithTheNearest() {
    assertRefused("did you mean 'iosize'?", () -> sweep(Metric.IOPS).of("iosise", null, List.of()));
    assertRefused("did you mean 'get'?", () -> sweep(Metric.IOPS).of(null, null, List.of("gte")));
    assertRefused(
        "both axes would be $threads",
        () -> sweep(Metric.IOPS).of("threads", "threads", List.of()));
    assertRefused("there is no valid run", () -> new Grids(Metric.IOPS).of(null, null, List.of()));
    Grids single = new Grids(Metric.IOPS);
    single.add(SampleRuns.mail());
    assertRefused("needs two swept variables", () -> single.of(null, null, List.of()));
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    assertRefused(
        "at filesize 64 KiB and recordsize 4 KiB is no finite number",
        () -> SampleGrids.of("read", FILE, RECORD, new double[][] {{Double.POSITIVE_INFINITY, 1}}));
    assertRefused(
        "nothing was measured", () -> SampleGrids.of("read", FILE, RECORD, new double[][] {{NO}}));
  }

  @Test
  void holesStayHoles() {
    Grid grid =
        SampleGrids.of(
            "read", FILE, RECORD, new double[][] {{1, 2, NO}, {3, 4, 5}, {6, NO, 7}, {8, 9, NO}});
    Scale x = SurfacePainter.axis(grid.xs());
    Mesh mesh = Mesh.of(grid, x, SurfacePainter.axis(grid.ys()), new Scale.Linear(0, 9, false));
    // four corners, a triangle at the diagonal, two where one of four is missing, none of two
    List<Integer> corners = mesh.facets().stream().map(f -> f.corners().size()).sorted().toList();
    assertEquals(List.of(3, 3, 3, 3, 4), corners, mesh.toString());
    assertEquals(List.of(), mesh.alone());
  }

  @Test
  void aFinerGridTearsNothing() {
    Map<Double, Map<Double, Estimate>> cells = new TreeMap<>();
    for (double x : new double[] {1024, 2048, 4096}) {
      for (double y : new double[] {16, 32, 64}) {
        cells.computeIfAbsent(x, k -> new TreeMap<>()).put(y, Estimate.of(x + y));
      }
    }
    cells.computeIfAbsent(3072.0, k -> new TreeMap<>()).put(32.0, Estimate.of(3072 + 32));
    Grid grid = Grid.of("read", FILE, RECORD, Metric.THROUGHPUT, cells);
    Scale z = new Scale.Linear(0, 8192, false);
    Mesh mesh = Mesh.of(grid, SurfacePainter.axis(grid.xs()), SurfacePainter.axis(grid.ys()), z);
    // three steps of x, as 3072 is one now, times two of y
    assertEquals(6, mesh.facets().size());
    assertTrue(mesh.facets().stream().allMatch(f -> f.corners().size() == 4));
  }

  @Test
  void aCellWithoutNeighboursIsDrawnAlone() {
    Grid grid = SampleGrids.of("read", FILE, RECORD, new double[][] {{7}});
    Scale axis = SurfacePainter.axis(grid.xs());
    Mesh mesh = Mesh.of(grid, axis, SurfacePainter.axis(grid.ys()), new Scale.Linear(0, 9, false));
    assertEquals(1, mesh.alone().size());
    assertEquals(List.of(), mesh.facets());
  }

  @Test
  void onlySurelyDifferentCellsAreSignificant() {
    Grid a = SampleGrids.of("read", FILE, RECORD, new double[][] {{100, 100, 100, NO}});
    Grid b = SampleGrids.of("read", FILE, RECORD, new double[][] {{101, 150, 50, 7}});
    Delta delta = Delta.of(a, b);
    assertEquals(3, delta.change().size());
    assertEquals(
        "+1.0 false, +50 true, -50 true",
        delta.change().ys().stream()
            .map(y -> delta.change().at(65536, y))
            .map(c -> Delta.percent(c) + " " + Delta.isSignificant(c))
            .collect(Collectors.joining(", ")));
  }

  private static void assertRefused(String why, org.junit.jupiter.api.function.Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(why), message);
  }
}
