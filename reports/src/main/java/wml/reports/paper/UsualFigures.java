package wml.reports.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wml.api.result.RunResult;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.surface.Grid;
import wml.reports.surface.Grids;
import wml.reports.surface.SurfaceKind;

/** The figures that some results suggest, if nobody says which. */
public final class UsualFigures {
  private UsualFigures() {}

  /** Of a sweep over two variables a sheet and a heat map per flowop. */
  public static List<Figure> of(Map<Path, List<RunResult>> results) {
    List<Figure> figures = new ArrayList<>();
    List<RunResult> runs = results.values().iterator().next();
    if (results.size() == 1) {
      Grids grids = new Grids(Metric.THROUGHPUT);
      runs.forEach(grids::add);
      if (grids.variables().size() >= 2 && !grids.flowops().isEmpty()) {
        List<Grid> all = grids.of(null, null, List.of());
        figures.addAll(SurfaceKind.SHEET.figures(all, false, null));
        figures.addAll(SurfaceKind.SURFACE.figures(all, false, null));
        figures.addAll(SurfaceKind.HEATMAP.figures(all, false, null));
      }
    }
    return figures;
  }
}
