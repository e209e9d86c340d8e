package wml.reports.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wml.api.result.RunResult;
import wml.reports.chart.ChartKind;
import wml.reports.chart.UsualCharts;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.surface.Grid;
import wml.reports.surface.Grids;
import wml.reports.surface.SurfaceKind;

/** The figures that some results suggest, if nobody says which. */
public final class UsualFigures {
  private static final List<ChartKind> CHARTS =
      List.of(ChartKind.LINES, ChartKind.PERCENTILES, ChartKind.TIME, ChartKind.FOREST);

  private UsualFigures() {}

  /** Of a sweep over two variables sheet, surfaces and heat maps; of other results charts. */
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
    if (figures.isEmpty()) {
      figures.addAll(UsualCharts.of(results, CHARTS).values());
    }
    return figures;
  }
}
