package wml.reports.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import wml.reports.figure.Figure;
import wml.reports.figure.Unit;
import wml.reports.figure.Variable;

/** Figures of grids: each kind as usual, with long words, and with extreme contents. */
public final class SurfaceSamples {
  private static final double NO = Double.NaN;
  private static final Variable FILE = new Variable("filesize", Unit.BYTES);
  private static final Variable RECORD = new Variable("recordsize", Unit.BYTES);
  private static final String LONG =
      "throughput_of_the_third_replica_while_the_first_one_is_being_rebuilt";

  private SurfaceSamples() {}

  /** Names with a colon are of contents that few users have. */
  public static Stream<Named<Figure>> all() {
    List<Named<Figure>> all = new ArrayList<>();
    Grid read = SampleGrids.iozone("randomread", 512L << 20, 9e9);
    Grid other = SampleGrids.iozone("randomread", 512L << 20, 8e9, 7);
    add(all, "", List.of(read), List.of(other), "High random read performance");
    for (SurfaceKind kind : SurfaceKind.usual(false)) {
      kind.figures(SampleGrids.sheet(64L << 30), true, null).stream()
          .limit(1)
          .forEach(f -> all.add(Named.of("grid-" + f.name() + ": 189 cells", f)));
    }
    SurfaceKind.SHEET
        .figures(SampleGrids.sheet(512L << 20), false, null)
        .forEach(f -> all.add(Named.of("grid-sheet", f)));
    SurfaceKind.SHEET
        .figures(SampleGrids.sheet(512L << 20).subList(0, 12), false, null)
        .forEach(f -> all.add(Named.of("grid-sheet: 12 panels", f)));
    extreme(
        all,
        "long words",
        new Variable(LONG, Unit.COUNT),
        new Variable(LONG + "2", Unit.NANOS),
        new double[][] {{1e9, 2e9}, {3e9, 4e9}});
    extreme(all, "one cell", FILE, RECORD, new double[][] {{5e8}});
    extreme(all, "all equal", FILE, RECORD, new double[][] {{7e8, 7e8, 7e8}, {7e8, 7e8, 7e8}});
    extreme(all, "six decades", FILE, RECORD, new double[][] {{1e4, 1e5, 1e6}, {1e7, 1e8, 1e10}});
    extreme(all, "one row", FILE, RECORD, new double[][] {{1e8, 2e8, 3e8, 4e8}});
    extreme(
        all,
        "missing rows",
        FILE,
        RECORD,
        new double[][] {{1e8, NO, 3e8}, {NO, NO, NO}, {NO, 5e8, 6e8}});
    return all.stream();
  }

  private static void extreme(
      List<Named<Figure>> all, String what, Variable x, Variable y, double[][] medians) {
    Grid grid = SampleGrids.of(LONG, x, y, medians);
    add(all, ": " + what, List.of(grid, grid), List.of(grid), LONG + ", " + LONG);
  }

  private static void add(
      List<Named<Figure>> all, String what, List<Grid> a, List<Grid> b, String title) {
    for (boolean log : new boolean[] {false, true}) {
      String suffix = what + (log ? (what.isEmpty() ? ": log" : ", log") : "");
      for (SurfaceKind kind : SurfaceKind.usual(false)) {
        if (kind != SurfaceKind.SHEET || a.size() > 1) {
          all.add(
              Named.of("grid-" + kind.label() + suffix, kind.figures(a, log, title).getFirst()));
        }
      }
      for (SurfaceKind kind : SurfaceKind.usual(true)) {
        if (!log || kind == SurfaceKind.OVERLAY) {
          List<String> labels = List.of("ext4 " + what, what.isEmpty() ? "tmpfs" : LONG);
          all.add(
              Named.of(
                  "grid-" + kind.label() + suffix,
                  kind.figures(a, b, labels, log, title).getFirst()));
        }
      }
    }
  }
}
