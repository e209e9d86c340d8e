package wml.reports.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.measure.LatencyHistogram;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/** Distributions of latencies as lines, one per group; the histograms of its runs are added. */
final class LatencyCurves {
  /** Points of a curve nearer than this, as shares of the axes, are one. */
  private static final double FINE = 1.0 / 1500;

  /** The curves that there are. */
  enum Form {
    CDF,
    CCDF,
    PERCENTILES
  }

  private final Form form;
  private final Request request;
  private final Map<String, LatencyHistogram> histograms;

  private LatencyCurves(Form form, Request request) {
    this.form = form;
    this.request = request;
    request.refuseMetric(form.name().toLowerCase(java.util.Locale.ROOT));
    histograms = histograms(request.samples());
  }

  /** By the labels of groups, without empty ones. */
  static Map<String, LatencyHistogram> histograms(Samples samples) {
    Map<String, LatencyHistogram> all = new LinkedHashMap<>();
    for (Samples.Group group : samples.groups()) {
      LatencyHistogram histogram = group.latency();
      if (histogram.count() > 0) {
        String label = group.label(Set.of());
        all.put(label.isEmpty() ? samples.subject() : label, histogram);
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: no operation completed");
    }
    return all;
  }

  /** {@code n = 5,000 to 1,000,000 operations}. */
  static String counts(Map<String, LatencyHistogram> histograms) {
    long least = histograms.values().stream().mapToLong(LatencyHistogram::count).min().orElse(0);
    long most = histograms.values().stream().mapToLong(LatencyHistogram::count).max().orElse(0);
    return least == most
        ? "n = %,d operations".formatted(least)
        : "n = %,d to %,d operations".formatted(least, most);
  }

  static Figure of(Form form, Request request) {
    return new LatencyCurves(form, request).figure();
  }

  private Figure figure() {
    String subject = request.samples().subject();
    String kind =
        switch (form) {
          case CDF -> "Distribution";
          case CCDF -> "Tail";
          case PERCENTILES -> "Percentiles";
        };
    String meaning =
        switch (form) {
          case CDF -> "Share of operations that took no longer than x";
          case CCDF -> "Share of operations that took longer than x; the last one is not shown";
          case PERCENTILES -> "Latency at each percentile, as far as there are operations";
        };
    ChartText text =
        ChartText.of(
            form.name() + "-" + subject,
            kind + " of the latency of " + subject,
            request.title(),
            "%s; %s per line, histograms of repeated runs added."
                .formatted(meaning, counts(histograms)));
    double most = histograms.values().stream().mapToDouble(h -> (double) h.count()).max().orElse(1);
    Axis latency = latencyAxis(histograms.values().stream().toList(), "latency");
    Axis share =
        switch (form) {
          case CDF -> Axis.linear(new Scale.Linear(0, 100, false), Unit.PERCENT, "operations");
          case CCDF ->
              Axis.shares(
                  Scale.Logarithmic.around(1.0 / Math.max(10, most), 1, 10), "operations slower");
          case PERCENTILES -> Axis.percentiles(most);
        };
    boolean across = form == Form.PERCENTILES;
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    histograms.forEach(
        (label, histogram) -> {
          List<Series.Point> points =
              points(histogram, across ? share : latency, across ? latency : share);
          series.add(new Series(label, across ? Series.Form.LINE : Series.Form.STEPS, points));
          points.forEach(p -> rows.add(List.of(label, p.x(), p.y().median(), histogram.count())));
        });
    List<String> columns =
        switch (form) {
          case CDF -> List.of("series", "latency_ns", "percent_not_slower", "n");
          case CCDF -> List.of("series", "latency_ns", "share_slower", "n");
          case PERCENTILES -> List.of("series", "one_in", "latency_ns", "n");
        };
    Axis x = across ? share : latency;
    Axis y = across ? latency : share;
    Gnuplot script = new Gnuplot(text, x.title(), y.title()).log("x", 10);
    if (form != Form.CDF) {
      script.log("y", 10);
    }
    histograms.keySet().forEach(l -> script.curve(1, l, "2:3", across ? "lines" : "steps", l));
    return new XyChart(text, x, y, series, List.of(), new Table(columns, rows), script);
  }

  /** From the least to the greatest latency of all. */
  static Axis latencyAxis(List<LatencyHistogram> histograms, String words) {
    double least = histograms.stream().mapToDouble(h -> (double) h.minNanos()).min().orElse(1);
    double most = histograms.stream().mapToDouble(h -> (double) h.maxNanos()).max().orElse(1);
    return Axis.logarithmic(Axis.around(Math.max(1, least), Math.max(1, most)), Unit.NANOS, words);
  }

  /** Of a histogram's buckets, those that can be told apart. */
  private List<Series.Point> points(LatencyHistogram histogram, Axis x, Axis y) {
    List<double[]> all = new ArrayList<>();
    double n = (double) histogram.count();
    double greatest = (double) histogram.maxNanos();
    double[] seen = {0};
    double first = (double) Math.max(1, histogram.minNanos());
    all.add(at(first, 0, n));
    histogram.forEachBucket(
        (lower, width, count) -> {
          seen[0] += (double) count;
          double middle =
              Math.clamp((double) lower + (double) width / 2, first, Math.max(first, greatest));
          boolean last = seen[0] >= n;
          all.add(at(last ? Math.max(first, greatest) : middle, seen[0], n));
        });
    List<Series.Point> points = new ArrayList<>();
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i < all.size(); i++) {
      double[] point = all.get(i);
      if (!(point[1] > 0) && form == Form.CCDF) {
        continue;
      }
      double px = x.place(point[0]);
      double py = y.place(point[1]);
      boolean near = Math.abs(px - lastX) < FINE && Math.abs(py - lastY) < FINE;
      if (!near || i == all.size() - 1) {
        points.add(Series.Point.of(point[0], point[1]));
        lastX = px;
        lastY = py;
      }
    }
    return points;
  }

  /**
   * A point of the curve.
   *
   * @param below how many took no longer
   */
  private double[] at(double nanos, double below, double n) {
    return switch (form) {
      case CDF -> new double[] {nanos, 100 * below / n};
      case CCDF -> new double[] {nanos, (n - below) / n};
      // The greatest stands where one operation is left: at 1 in n.
      case PERCENTILES -> new double[] {Math.min(n, n / Math.max(1, n - below)), nanos};
    };
  }
}
