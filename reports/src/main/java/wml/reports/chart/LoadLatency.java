package wml.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Pen;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Scale;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;
import wml.reports.store.RateCurve;

/** Response times over the load, with the knee. */
public final class LoadLatency {
  private static final Map<String, String> PERCENTILES = percentiles();

  /** A knee that sticks out less than this from the line between the ends is none. */
  private static final double SHARP = 0.2;

  private LoadLatency() {}

  private static Map<String, String> percentiles() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("p50", "median");
    all.put("p90", "90 %");
    all.put("p99", "99 %");
    all.put("p999", "99.9 %");
    return all;
  }

  /**
   * Of some curves by their labels: one with its percentiles, several with one of each.
   *
   * @param metric of several; null: {@link Metric#P99}
   * @param title null: the usual one
   */
  public static Figure of(
      Map<String, RateCurve> curves, @Nullable Metric metric, @Nullable String title) {
    String chosen = metric == null ? "p99" : metric.label();
    if (!PERCENTILES.containsKey(chosen)) {
      throw new IllegalArgumentException(
          "latencies over load are known as " + String.join(", ", PERCENTILES.keySet()));
    }
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    Map<String, Double> knees = new LinkedHashMap<>();
    curves.forEach(
        (label, curve) -> {
          List<RateCurve.Probe> probes = rated(curve);
          PERCENTILES.forEach(
              (key, words) -> {
                if ((curves.size() == 1 && metric == null) || key.equals(chosen)) {
                  String name = curves.size() == 1 ? words : label + ", " + words;
                  series.add(series(name, probes, key));
                  probes.forEach(p -> rows.add(row(name, p, key)));
                }
              });
          double knee = knee(probes, chosen);
          if (!Double.isNaN(knee)) {
            knees.put(label, knee);
          }
        });
    return figure(curves, chosen, title, series, rows, knees);
  }

  private static Figure figure(
      Map<String, RateCurve> curves,
      String chosen,
      @Nullable String title,
      List<Series> series,
      List<List<Object>> rows,
      Map<String, Double> knees) {
    DoubleSummaryStatistics loads =
        series.stream()
            .flatMap(s -> s.points().stream())
            .mapToDouble(Series.Point::x)
            .summaryStatistics();
    DoubleSummaryStatistics range =
        Request.range(
            series.stream().flatMap(s -> s.points().stream()).map(Series.Point::y).toList());
    if (loads.getCount() == 0 || range.getCount() == 0) {
      throw new IllegalArgumentException("nothing to show: no probe has a rate and a latency");
    }
    Axis x =
        Axis.linear(Scale.Linear.from0(loads.getMax(), Unit.PER_SECOND), Unit.PER_SECOND, "load");
    Axis y =
        Axis.logarithmic(Axis.around(range.getMin(), range.getMax()), Unit.NANOS, "response time");
    List<Lane.Note> notes = new ArrayList<>();
    List<String> labels = List.copyOf(curves.keySet());
    knees.forEach(
        (label, knee) -> {
          boolean one = curves.size() == 1;
          int rgb = one ? Colors.INK : Look.of(labels.indexOf(label)).pen().rgb();
          String words = (one ? "knee " : label + ": knee ") + Unit.PER_SECOND.format(knee);
          notes.add(new Lane.Note(x.place(knee), words, Pen.of(rgb, 0.7).dashed(3.0, 2.0)));
        });
    RateCurve first = curves.values().iterator().next();
    String what =
        curves.size() == 1 ? "Response times" : PERCENTILES.get(chosen) + " response times";
    ChartText text =
        ChartText.of(
            "load-latency",
            what + " over load: " + first.workload(),
            title,
            ("%s of all I/O over the operations per second that ran, n = 1 run per point; open"
                    + " symbols: the rate was not kept. Knee: where the curve of %s lies farthest"
                    + " below the line between its ends, both axes linear. %s.")
                .formatted(
                    what,
                    PERCENTILES.get(chosen),
                    SweepLines.capital(first.conclusion().isEmpty() ? "-" : first.conclusion())));
    Gnuplot script = new Gnuplot(text, x.title(), y.title()).log("y", 10);
    series.forEach(s -> script.curve(1, s.label(), "3:4", "linespoints", s.label()));
    Table table =
        new Table(List.of("series", "planned_per_s", "executed_per_s", "latency_ns", "kept"), rows);
    return new XyChart(
        text,
        x,
        y,
        series,
        notes.isEmpty() ? List.of() : List.of(new Lane.Callouts(notes)),
        table,
        script);
  }

  private static List<RateCurve.Probe> rated(RateCurve curve) {
    return curve.probes().stream()
        .filter(p -> !Double.isNaN(p.planned()) && Double.isFinite(p.executed()))
        .sorted(Comparator.comparingDouble(RateCurve.Probe::executed))
        .toList();
  }

  private static Series series(String name, List<RateCurve.Probe> probes, String key) {
    List<Series.Point> points = new ArrayList<>();
    for (RateCurve.Probe probe : probes) {
      double nanos = probe.latencyNanos().getOrDefault(key, Double.NaN);
      points.add(
          new Series.Point(
              probe.executed(),
              nanos > 0 ? new Estimate(1, nanos, Double.NaN, Double.NaN) : Estimate.NONE,
              !probe.kept()));
    }
    return new Series(name, Series.Form.POINTS, points);
  }

  private static List<Object> row(String name, RateCurve.Probe probe, String key) {
    return List.of(
        name,
        probe.planned(),
        probe.executed(),
        probe.latencyNanos().getOrDefault(key, Double.NaN),
        probe.kept() ? 1L : 0L);
  }

  /**
   * Where the curve turns up: farthest below its chord (Satopää et al., Finding a "Kneedle" in a
   * Haystack, 2011).
   *
   * @return NaN if it nowhere does
   */
  static double knee(List<RateCurve.Probe> probes, String key) {
    List<RateCurve.Probe> known =
        probes.stream().filter(p -> p.latencyNanos().getOrDefault(key, 0.0) > 0).toList();
    if (known.size() < 4) {
      return Double.NaN;
    }
    double x0 = known.getFirst().executed();
    double x1 = known.getLast().executed();
    double y0 = known.getFirst().latencyNanos().getOrDefault(key, 0.0);
    double y1 =
        known.stream().mapToDouble(p -> p.latencyNanos().getOrDefault(key, 0.0)).max().orElse(y0);
    double best = SHARP;
    double knee = Double.NaN;
    for (RateCurve.Probe probe : known) {
      double across = (probe.executed() - x0) / Math.max(1e-12, x1 - x0);
      double up = (probe.latencyNanos().getOrDefault(key, 0.0) - y0) / Math.max(1e-12, y1 - y0);
      if (across - up > best) {
        best = across - up;
        knee = probe.executed();
      }
    }
    return knee;
  }
}
