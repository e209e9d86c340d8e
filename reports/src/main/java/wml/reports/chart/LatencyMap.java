package wml.reports.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wml.api.measure.LatencyHistogram;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Mark;
import wml.reports.figure.Figure;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/**
 * How many operations took how long, over the time of a run. Its cells are drawn without XChart,
 * whose heat maps have cells of one size and one mark for each.
 */
final class LatencyMap implements Chart {
  /** More columns couldn't be told apart at the width of a page; neighbours are added up. */
  private static final int MOST_COLUMNS = 120;

  private static final int ROWS_PER_DECADE = 10;
  private static final int MOST_ROWS = 48;

  /** Colours: all cells of one are one mark. */
  private static final int LEVELS = 32;

  private final ChartText text;
  private final TimeLine time;
  private final Axis latency;
  private final Axis rate;
  private final List<Column> columns = new ArrayList<>();
  private final int rows;

  /**
   * Some intervals together.
   *
   * @param perSecond operations in each row, from the shortest latency
   */
  private record Column(double begin, double end, List<Double> perSecond) {}

  private LatencyMap(Request request, String label, Samples.Sample sample) {
    time = new TimeLine(sample.run(), true);
    List<TimeLine.Part> parts = TimeLine.parts(sample, MOST_COLUMNS);
    List<LatencyHistogram> some =
        parts.stream().map(p -> p.flowop().latency()).filter(h -> h.count() > 0).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: no operation completed");
    }
    latency = LatencyCurves.latencyAxis(some, "latency");
    Scale scale = latency.scale();
    rows =
        Math.clamp(
            (long) Math.ceil(ROWS_PER_DECADE * Math.log10(scale.high() / scale.low())),
            8,
            MOST_ROWS);
    parts.forEach(part -> columns.add(column(part)));
    double[] all =
        columns.stream()
            .flatMap(c -> c.perSecond().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    double most = Arrays.stream(all).max().orElse(1);
    double least = Arrays.stream(all).filter(v -> v > 0).min().orElse(most);
    rate = Axis.of(Unit.PER_SECOND, "operations", least, most);
    long n = some.stream().mapToLong(LatencyHistogram::count).sum();
    text =
        ChartText.of(
            "latency-over-time-" + request.samples().subject(),
            "Latency of " + label + " over time",
            request.title(),
            ("Colour: operations per second that took as long, n = %,d operations; white: none."
                    + " A column is %.3g s, a row %.2g of the latency. %s")
                .formatted(
                    n,
                    columns.getFirst().end() - columns.getFirst().begin(),
                    Math.pow(scale.high() / scale.low(), 1.0 / rows) - 1,
                    time.sentence()));
  }

  static Figure of(Request request) {
    List<Samples.Group> groups = request.samples().groupsOfAll();
    request.refuseMetric("heatmap");
    if (groups.size() != 1) {
      throw new IllegalArgumentException(
          groups.isEmpty()
              ? "nothing to show: no operation completed"
              : "a heat map shows one run, and these differ in "
                  + String.join(", ", groups.getFirst().key().keySet()));
    }
    String label = groups.getFirst().label(Set.of());
    return new LatencyMap(
        request,
        label.isEmpty() ? request.samples().subject() : label,
        groups.getFirst().samples().getFirst());
  }

  private Column column(TimeLine.Part part) {
    double[] counts = new double[rows];
    part.flowop()
        .latency()
        .forEachBucket(
            (lower, width, count) -> {
              double middle = Math.max(latency.scale().low(), (double) lower + (double) width / 2);
              int row = (int) Math.min(rows - 1, latency.place(middle) * rows);
              counts[Math.max(0, row)] += (double) count;
            });
    double seconds = Math.max(1e-9, part.seconds());
    return new Column(
        part.begin(), part.end(), Arrays.stream(counts).mapToObj(c -> c / seconds).toList());
  }

  @Override
  public ChartText text() {
    return text;
  }

  @Override
  public Drawing draw(Style style) {
    return new Frame(style, time.axis(), new Side.Values(latency))
        .heading(text.heading())
        .lanes(time.lanes())
        .colorBar(new ColorBar(rate))
        .draw(text.title(), plot -> cells(plot, style));
  }

  private void cells(Plot plot, Style style) {
    Path2D[] levels = new Path2D[LEVELS];
    Arrays.setAll(levels, i -> new Path2D.Double());
    for (Column column : columns) {
      double left = plot.x(time.axis().place(column.begin()));
      double right = plot.x(time.axis().place(column.end()));
      for (int row = 0; row < rows; row++) {
        double value = column.perSecond().get(row);
        if (value > 0) {
          double place = Math.clamp(rate.place(value), 0, 1);
          double low = plot.y((double) row / rows);
          double high = plot.y((row + 1.0) / rows);
          // A little larger than it is: no seam shows between cells.
          levels[(int) Math.min(LEVELS - 1, place * LEVELS)].append(
              new Rectangle2D.Double(left, high, right - left + 0.12, low - high + 0.12), false);
        }
      }
    }
    for (int i = 0; i < LEVELS; i++) {
      if (levels[i].getCurrentPoint() != null) {
        plot.sketch().add(new Mark.Fill(levels[i], style.colors().at((i + 0.5) / LEVELS)));
      }
    }
  }

  @Override
  public Table data() {
    List<List<Object>> table = new ArrayList<>();
    Scale scale = latency.scale();
    for (Column column : columns) {
      for (int row = 0; row < rows; row++) {
        double value = column.perSecond().get(row);
        double low = scale.low() * Math.pow(scale.high() / scale.low(), (double) row / rows);
        double high = scale.low() * Math.pow(scale.high() / scale.low(), (row + 1.0) / rows);
        if (value > 0) {
          table.add(List.of(column.begin(), column.end(), low, high, value));
        }
      }
    }
    return new Table(
        List.of("begin_s", "end_s", "latency_from_ns", "latency_to_ns", "ops_per_s"), table);
  }

  @Override
  public Gnuplot gnuplot() {
    return new Gnuplot(text, time.axis().title(), latency.title())
        .log("y", 10)
        .log("cb", 10)
        .set("palette defined (0 '#440154', 1 '#31688e', 2 '#35b779', 3 '#fde725')")
        .plot(
            "using (($1+$2)/2):(sqrt($3*$4)):1:2:3:4:5 with boxxyerror fillstyle solid"
                + " linecolor palette notitle");
  }
}
