package wml.reports.surface;

import java.util.List;
import wml.reports.figure.Metric;
import wml.reports.figure.Scale;
import wml.reports.figure.Unit;

/**
 * How values of grids are shown.
 *
 * @param logarithmic z grows by ratios; for values of several decades
 */
public record Look(boolean logarithmic) {
  /** One scale over all grids. */
  Scale scale(List<Grid> grids) {
    Metric metric = grids.getFirst().metric();
    Unit unit = metric.unit();
    double greatest = grids.stream().flatMapToDouble(Grid::medians).max().orElse(1);
    double least = grids.stream().flatMapToDouble(Grid::medians).filter(v -> v > 0).min().orElse(1);
    if (logarithmic && greatest > 0) {
      return Scale.Logarithmic.around(least, greatest, unit.isBinary() ? 2 : 10);
    }
    return Scale.Linear.from0(greatest, unit);
  }

  String words() {
    return logarithmic ? " Colours and heights are logarithmic." : "";
  }
}
