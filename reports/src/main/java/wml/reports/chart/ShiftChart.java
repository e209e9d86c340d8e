package wml.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/**
 * How the percentiles of a distribution shifted, about the line of no change: the shift function
 * (Doksum, 1974) as ratios.
 */
public final class ShiftChart {
  private ShiftChart() {}

  /**
   * A percentile's change as a ratio: 1.1 is 10 % more.
   *
   * @param percent from 0 to below 100
   * @param low of its interval; NaN: it has none
   */
  public record Point(double percent, double ratio, double low, double high) {
    public Point {
      if (!(percent >= 0 && percent < 100)) {
        throw new IllegalArgumentException("there is no percentile of " + percent + " %");
      }
      if (!(ratio > 0 && Double.isFinite(ratio))) {
        throw new IllegalArgumentException("the ratio at %s %% is %s".formatted(percent, ratio));
      }
    }

    boolean hasInterval() {
      return low >= 0 && low <= ratio && ratio <= high && Double.isFinite(high);
    }
  }

  /**
   * Of some percentiles.
   *
   * @param axis title of the y axis
   * @param meaning of the ratios and their intervals, for the caption
   */
  public static Figure of(
      String name,
      String title,
      @Nullable String given,
      String axis,
      String meaning,
      List<Point> shifts) {
    List<Point> points =
        shifts.stream().sorted(Comparator.comparingDouble(Point::percent)).toList();
    if (points.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: no percentile is known");
    }
    double least = 1;
    double most = 1;
    List<Series.Point> line = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Point p : points) {
      boolean known = p.hasInterval();
      double low = known ? p.low() : Double.NaN;
      double high = known ? p.high() : Double.NaN;
      least = Math.min(least, known ? low : p.ratio());
      most = Math.max(most, known ? high : p.ratio());
      line.add(new Series.Point(of(p.percent()), new Estimate(1, p.ratio(), low, high), !known));
      rows.add(List.of(p.percent(), of(p.percent()), p.ratio(), low, high));
    }
    Axis x = Axis.percentiles(of(points.getLast().percent()) * 1.6);
    double right = x.scale().high();
    Axis y = Axis.linear(Scale.Linear.around(least, most, Unit.COUNT), Unit.COUNT, axis);
    ChartText text = ChartText.of(name, title, given, meaning);
    Gnuplot script =
        new Gnuplot(text, x.title(), y.title())
            .log("x", 10)
            .set("xtics noenhanced")
            .plot("using 2:3:4:5:xticlabels(sprintf('%g %%',$1)) with yerrorlines notitle");
    return new XyChart(
        text,
        x,
        y,
        List.of(
            new Series(
                "no change",
                Series.Form.REFERENCE,
                List.of(Series.Point.of(1, 1), Series.Point.of(right, 1))),
            new Series("change", Series.Form.POINTS, line)),
        List.of(),
        new Table(List.of("percent", "x", "ratio", "low", "high"), rows),
        script);
  }

  private static double of(double percent) {
    return 1 / (1 - percent / 100);
  }
}
