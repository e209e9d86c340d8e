package wml.reports.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Pen;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/** Distributions of latencies as boxes or violins in rows; histograms of repeats are added. */
final class LatencyRows {
  private static final double[] PERCENTS = {1, 25, 50, 75, 99, 99.9, 100};

  /** Classes of a violin per decade. */
  private static final int CLASSES = 40;

  private final Request request;
  private final Map<String, LatencyHistogram> histograms;
  private final Side.Rows rows;
  private final Axis x;

  private LatencyRows(Request request, String kind) {
    this.request = request;
    request.refuseMetric(kind);
    histograms = LatencyCurves.histograms(request.samples());
    rows =
        new Side.Rows(
            histograms.entrySet().stream()
                .map(
                    e ->
                        new Side.Row(
                            "",
                            e.getKey(),
                            Unit.NANOS.format((double) e.getValue().percentileNanos(50))))
                .toList(),
            "median");
    x = LatencyCurves.latencyAxis(List.copyOf(histograms.values()), "latency");
  }

  static Figure boxes(Request request) {
    LatencyRows all = new LatencyRows(request, "box");
    ChartText text =
        all.text(
            "box",
            "Box from the 25th to the 75th percentile with the median, whiskers from the 1st to"
                + " the 99th, circle: 99.9th, cross-line: greatest");
    Gnuplot script = all.gnuplot(text);
    for (int i = 0; i < all.histograms.size(); i++) {
      String row = "($0 == " + i + " ? ";
      script.plot(
          "using %s$4 : NaN):%s%d - $0 - 1 : NaN):%s$3 : NaN):%s$7 : NaN) with xerrorbars notitle"
              .formatted(row, row, all.histograms.size(), row, row));
    }
    return new RowChart(
        text, all.x, all.rows, style -> List.of(), all::drawBoxes, all.percentiles(), script);
  }

  static Figure violins(Request request) {
    LatencyRows all = new LatencyRows(request, "violin");
    ChartText text =
        all.text(
            "violin",
            "Width: density over the logarithm of the latency, each row's greatest is as wide as"
                + " the row; bar from the 25th to the 75th percentile, circle: median");
    List<List<Object>> rows = new ArrayList<>();
    Gnuplot script = all.gnuplot(text);
    int row = 0;
    for (Map.Entry<String, LatencyHistogram> e : all.histograms.entrySet()) {
      double[] density = all.density(e.getValue());
      for (int i = 0; i < density.length; i++) {
        if (density[i] > 0.001) {
          rows.add(List.of(e.getKey(), all.nanos(i, density.length), density[i]));
        }
      }
      int y = all.histograms.size() - ++row;
      script.curve(1, e.getKey(), "2:3", "lines", e.getKey() + " + " + y);
    }
    return new RowChart(
        text,
        all.x,
        all.rows,
        style -> List.of(),
        all::drawViolins,
        new Table(List.of("series", "latency_ns", "density_of_greatest"), rows),
        script);
  }

  private ChartText text(String kind, String meaning) {
    String subject = request.samples().subject();
    return ChartText.of(
        kind + "-" + subject,
        "Latency of " + subject,
        request.title(),
        "%s; %s per row, histograms of repeated runs added."
            .formatted(meaning, LatencyCurves.counts(histograms)));
  }

  private Gnuplot gnuplot(ChartText text) {
    return new Gnuplot(text, x.title(), "").log("x", 10);
  }

  private Table percentiles() {
    List<List<Object>> table = new ArrayList<>();
    histograms.forEach(
        (label, h) -> {
          List<Object> row = new ArrayList<>(List.of(label, h.count()));
          Arrays.stream(PERCENTS).forEach(p -> row.add((double) h.percentileNanos(p)));
          table.add(row);
        });
    return new Table(
        List.of(
            "series", "n", "p1_ns", "p25_ns", "p50_ns", "p75_ns", "p99_ns", "p999_ns", "max_ns"),
        table);
  }

  private void drawBoxes(Plot plot, Style style) {
    int row = 0;
    for (LatencyHistogram h : histograms.values()) {
      double[] at = Arrays.stream(PERCENTS).map(p -> place(h, p)).toArray();
      double y = 1 - rows.middle(row++);
      double half = rows.share() * 0.29;
      Pen pen = Pen.of(Colors.series(0), 0.9);
      plot.line(new double[] {at[0], at[1]}, new double[] {y, y}, pen);
      plot.line(new double[] {at[3], at[4]}, new double[] {y, y}, pen);
      for (double end : new double[] {at[0], at[4]}) {
        plot.line(new double[] {end, end}, new double[] {y - half / 2, y + half / 2}, pen);
      }
      plot.box(at[1], y - half, at[3], y + half, Colors.tint(Colors.series(0), 0.7));
      plot.line(
          new double[] {at[1], at[3], at[3], at[1], at[1]},
          new double[] {y - half, y - half, y + half, y + half, y - half},
          pen);
      plot.line(
          new double[] {at[2], at[2]}, new double[] {y - half, y + half}, Pen.of(Colors.INK, 1.6));
      plot.points(
          new double[] {at[5]}, new double[] {y}, Symbol.CIRCLE, 3.6, Colors.series(0), true);
      plot.line(
          new double[] {at[6], at[6]},
          new double[] {y - half * 0.7, y + half * 0.7},
          Pen.of(Colors.series(1), 1));
    }
  }

  private void drawViolins(Plot plot, Style style) {
    int row = 0;
    for (LatencyHistogram h : histograms.values()) {
      double y = 1 - rows.middle(row++);
      double half = rows.share() * 0.44;
      double[] density = density(h);
      int first = 0;
      int last = density.length - 1;
      while (first < last && density[first] < 0.004) {
        first++;
      }
      while (last > first && density[last] < 0.004) {
        last--;
      }
      int n = last - first + 1;
      double[] xs = new double[2 * n];
      double[] ys = new double[2 * n];
      for (int i = 0; i < n; i++) {
        xs[i] = x.place(nanos(first + i, density.length));
        xs[2 * n - 1 - i] = xs[i];
        ys[i] = y + half * density[first + i];
        ys[2 * n - 1 - i] = y - half * density[first + i];
      }
      plot.area(xs, ys, Colors.tint(Colors.series(0), 0.6));
      double[] closedX = Arrays.copyOf(xs, xs.length + 1);
      double[] closedY = Arrays.copyOf(ys, ys.length + 1);
      closedX[xs.length] = xs[0];
      closedY[ys.length] = ys[0];
      plot.line(closedX, closedY, Pen.of(Colors.series(0), 0.7));
      plot.line(
          new double[] {place(h, 25), place(h, 75)}, new double[] {y, y}, Pen.of(Colors.INK, 2.2));
      plot.points(
          new double[] {place(h, 50)}, new double[] {y}, Symbol.CIRCLE, 4, Colors.INK, true);
    }
  }

  private double place(LatencyHistogram histogram, double percent) {
    return x.place(Math.max(x.scale().low(), (double) histogram.percentileNanos(percent)));
  }

  private double nanos(int part, int of) {
    Scale scale = x.scale();
    return scale.low() * Math.pow(scale.high() / scale.low(), (part + 0.5) / of);
  }

  /** Over even parts of the logarithmic axis, smoothed; the greatest is 1. */
  private double[] density(LatencyHistogram histogram) {
    Scale scale = x.scale();
    int parts = (int) Math.ceil(CLASSES * Math.log10(scale.high() / scale.low()));
    double[] counts = new double[parts];
    histogram.forEachBucket(
        (lower, width, count) -> {
          // A bucket may be wider than a part: what is in it is spread evenly.
          double from = x.place(Math.max(scale.low(), (double) lower)) * parts;
          double to =
              Math.max(
                  from + 1e-9, x.place(Math.max(scale.low(), (double) (lower + width))) * parts);
          for (int i = (int) from; i < Math.min(parts, to); i++) {
            double share = (Math.min(to, i + 1) - Math.max(from, i)) / (to - from);
            counts[i] += (double) count * Math.max(0, share);
          }
        });
    double[] smooth = new double[parts];
    double[] kernel = {0.06, 0.24, 0.4, 0.24, 0.06};
    double most = 0;
    for (int i = 0; i < parts; i++) {
      for (int k = -2; k <= 2; k++) {
        smooth[i] += kernel[k + 2] * counts[Math.clamp(i + k, 0, parts - 1)];
      }
      most = Math.max(most, smooth[i]);
    }
    for (int i = 0; i < parts; i++) {
      smooth[i] /= most;
    }
    return smooth;
  }
}
