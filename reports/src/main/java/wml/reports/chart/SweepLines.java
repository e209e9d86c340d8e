package wml.reports.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Scale;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/** A metric over a swept variable: as it is, or against what ideal scaling would give. */
final class SweepLines {
  private static final List<String> COLUMNS =
      List.of("series", "x", "x_value", "n", "median", "low", "high");

  private final Metric metric;
  private final Sweep x;

  /** Label of a line, then value of x. */
  private final Map<String, Map<String, Estimate>> lines = new LinkedHashMap<>();

  private SweepLines(Request request) {
    metric = request.rate();
    x = request.samples().x();
    for (Samples.Group group : request.samples().groups()) {
      String at = group.key().getOrDefault(x.name(), x.values().getFirst());
      String label = group.label(Set.of(x.name()));
      lines
          .computeIfAbsent(
              label.isEmpty() ? request.samples().subject() : label, l -> new LinkedHashMap<>())
          .put(at, group.estimate(metric));
    }
  }

  /** The metric itself, with intervals. */
  static Figure lines(Request request) {
    SweepLines all = new SweepLines(request);
    Metric metric = all.metric;
    List<Estimate> values = all.values();
    DoubleSummaryStatistics range = Request.range(values);
    Axis y = Axis.of(metric.unit(), metric.words(), range.getMin(), range.getMax());
    String subject = request.samples().subject();
    ChartText text =
        ChartText.of(
            "lines-" + metric.label() + "-" + subject + "-" + all.x.name(),
            "%s of %s over %s".formatted(capital(metric.words()), subject, all.x.name()),
            request.title(),
            "%s over %s; %s"
                .formatted(capital(metric.words()), all.x.name(), Request.repeats(values)));
    List<Series> series = new ArrayList<>();
    all.lines.forEach((label, points) -> series.add(all.series(label, points, 1)));
    return new XyChart(
        text, all.x.axis(), y, series, List.of(), all.table(1), all.gnuplot(text, y, series));
  }

  /** As multiples of each line's first value; ideal is as much more as x is. */
  static Figure scaling(Request request) {
    SweepLines all = new SweepLines(request);
    Sweep x = all.x;
    if (!x.isNumeric() || x.number(x.values().getFirst(), 0) <= 0) {
      throw new IllegalArgumentException(
          "'%s' is no number above 0: nothing scales with it\nhelp: choose a variable with --x"
              .formatted(x.name()));
    }
    if (!all.metric.moreIsBetter()) {
      throw new IllegalArgumentException(
          all.metric.words() + " does not scale\nhelp: --metric bandwidth or iops does");
    }
    double first = x.number(x.values().getFirst(), 1);
    double most = x.number(x.values().getLast(), 1) / first;
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "ideal",
            Series.Form.REFERENCE,
            x.values().stream()
                .map(v -> Series.Point.of(x.number(v, 1), x.number(v, 1) / first))
                .toList()));
    Map<String, Double> bases = new LinkedHashMap<>();
    all.lines.forEach(
        (label, points) -> {
          Estimate base = points.getOrDefault(x.values().getFirst(), Estimate.NONE);
          if (!(base.median() > 0)) {
            throw new IllegalArgumentException(
                "%s has no value at %s=%s to compare with"
                    .formatted(label, x.name(), x.values().getFirst()));
          }
          bases.put(label, base.median());
          String named = label + " (1× = " + all.metric.unit().format(base.median()) + ")";
          series.add(all.series(named, points, base.median()));
        });
    DoubleSummaryStatistics range = Request.range(values(series));
    double greatest = Math.max(most, range.getMax());
    Axis y =
        x.isLogarithmic()
            ? Axis.logarithmic(
                Scale.Logarithmic.around(Math.min(1, range.getMin()), greatest, 2),
                Unit.COUNT,
                "speed-up")
            : Axis.linear(Scale.Linear.from0(greatest, Unit.COUNT), Unit.COUNT, "speed-up");
    String subject = request.samples().subject();
    ChartText text =
        ChartText.of(
            "scaling-" + all.metric.label() + "-" + subject + "-" + x.name(),
            "Scaling of %s of %s over %s".formatted(all.metric.words(), subject, x.name()),
            request.title(),
            ("%s as a multiple of its value at %s = %s (1×, in the legend); the dashed line is"
                    + " ideal scaling. %s")
                .formatted(
                    capital(all.metric.words()),
                    x.name(),
                    x.values().getFirst(),
                    Request.repeats(all.values())));
    return new XyChart(
        text, x.axis(), y, series, List.of(), all.speedUps(bases), all.gnuplot(text, y, series));
  }

  static String capital(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private List<Estimate> values() {
    return lines.values().stream().flatMap(m -> m.values().stream()).toList();
  }

  private static List<Estimate> values(List<Series> series) {
    return series.stream().flatMap(s -> s.points().stream()).map(Series.Point::y).toList();
  }

  /** With a gap where a value of x has no run. */
  private Series series(String label, Map<String, Estimate> points, double over) {
    List<Series.Point> all = new ArrayList<>();
    for (String value : x.values()) {
      Estimate y = points.getOrDefault(value, Estimate.NONE);
      all.add(
          new Series.Point(
              x.number(value, 0),
              new Estimate(y.n(), y.median() / over, y.low() / over, y.high() / over),
              false));
    }
    return new Series(label, Series.Form.POINTS, all);
  }

  private Table table(double over) {
    List<List<Object>> rows = new ArrayList<>();
    lines.forEach((label, points) -> rows(rows, label, points, over));
    return new Table(COLUMNS, rows);
  }

  private Table speedUps(Map<String, Double> bases) {
    List<List<Object>> rows = new ArrayList<>();
    for (String value : x.values()) {
      double ideal = x.number(value, 1) / x.number(x.values().getFirst(), 1);
      rows.add(List.of("ideal", value, x.number(value, 1), 0L, ideal, Double.NaN, Double.NaN));
    }
    lines.forEach(
        (label, points) -> {
          double base = bases.getOrDefault(label, 1.0);
          rows(rows, label + " (1× = " + metric.unit().format(base) + ")", points, base);
        });
    return new Table(COLUMNS, rows);
  }

  private void rows(
      List<List<Object>> rows, String label, Map<String, Estimate> points, double over) {
    for (String value : x.values()) {
      Estimate y = points.getOrDefault(value, Estimate.NONE);
      rows.add(
          List.of(
              label,
              value,
              x.number(value, 0),
              y.n(),
              y.median() / over,
              y.low() / over,
              y.high() / over));
    }
  }

  private Gnuplot gnuplot(ChartText text, Axis y, List<Series> series) {
    Gnuplot script = new Gnuplot(text, x.name(), y.title());
    if (x.isLogarithmic()) {
      script.log("x", 2);
    }
    if (y.isLogarithmic()) {
      script.log("y", y.scale() instanceof Scale.Logarithmic l ? l.base() : 10);
    }
    for (Series line : series) {
      script.curve(1, line.label(), "3:5", "linespoints", line.label());
      if (line.points().stream().anyMatch(p -> p.y().hasInterval())) {
        script.curve(1, line.label(), "3:5:6:7", "yerrorbars", "");
      }
    }
    return script;
  }
}
