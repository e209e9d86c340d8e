package wml.reports.chart;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.result.RunResult;
import wml.reports.figure.Figure;

/** The charts that results can be shown as, for reports that nobody chose any for. */
public final class UsualCharts {
  private UsualCharts() {}

  /** Of the kinds, in their order, those that can be made of these results. */
  public static Map<ChartKind, Figure> of(
      Map<Path, List<RunResult>> results, List<ChartKind> kinds) {
    Samples samples = new Samples(results, Samples.Choice.NONE);
    Map<ChartKind, Figure> figures = new LinkedHashMap<>();
    for (ChartKind kind : kinds) {
      try {
        figures.put(kind, kind.of(new Request(samples, null, null)));
      } catch (IllegalArgumentException e) {
        // These results have nothing that it shows: no sweep, no intervals, nothing to compare.
      }
    }
    return figures;
  }
}
