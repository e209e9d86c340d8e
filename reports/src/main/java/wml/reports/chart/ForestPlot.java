package wml.reports.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.measure.MedianInterval;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Pen;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Scale;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/** Changes with their intervals, a row each, about the line of no change. */
public final class ForestPlot {
  private ForestPlot() {}

  /**
   * A change as a ratio: 1.1 is 10 % more.
   *
   * @param group stands above the first of its rows; may be empty
   * @param ratio above 0
   * @param low of its interval; NaN: it has none
   * @param n how many samples it rests on
   * @param better whether more is better; null: neither
   */
  public record Row(
      String group,
      String label,
      double ratio,
      double low,
      double high,
      long n,
      @Nullable Boolean better) {
    public Row {
      if (!(ratio > 0 && Double.isFinite(ratio))) {
        throw new IllegalArgumentException("the ratio of %s is %s".formatted(label, ratio));
      }
      if (!Double.isNaN(low) && !(low > 0 && low <= ratio && ratio <= high && high < 1e300)) {
        throw new IllegalArgumentException(
            "the interval of %s is %s to %s about %s".formatted(label, low, high, ratio));
      }
    }

    boolean hasInterval() {
      return !Double.isNaN(low);
    }

    /** 1: surely better, -1: surely worse, 0: neither is sure. */
    int verdict() {
      if (!hasInterval() || better == null || (low <= 1 && high >= 1)) {
        return 0;
      }
      return better == low > 1 ? 1 : -1;
    }
  }

  /**
   * Of any changes.
   *
   * @param axis title of the x axis
   * @param meaning of the ratios and their intervals, for the caption
   */
  public static Figure of(
      String name,
      String title,
      @Nullable String given,
      String axis,
      String meaning,
      List<Row> changes) {
    Side.Rows rows =
        new Side.Rows(
            changes.stream().map(r -> new Side.Row(r.group(), r.label(), shown(r))).toList(), "");
    double least =
        changes.stream().mapToDouble(r -> r.hasInterval() ? r.low() : r.ratio()).min().orElse(1);
    double most =
        changes.stream().mapToDouble(r -> r.hasInterval() ? r.high() : r.ratio()).max().orElse(1);
    Axis x = axis(Math.min(1, least), Math.max(1, most), axis);
    ChartText text = ChartText.of(name, title, given, meaning);
    Gnuplot script =
        new Gnuplot(text, x.title(), "")
            .set("yrange [-0.5:" + (changes.size() - 0.5) + "] reverse")
            .set("ytics noenhanced")
            .plot("using 3:0:4:5:yticlabels(strcol(1).' '.strcol(2)) with xerrorbars notitle");
    if (x.isLogarithmic()) {
      script.log("x", 10);
    }
    return new RowChart(
        text,
        x,
        rows,
        style -> List.of(),
        (plot, style) -> draw(plot, rows, changes, x),
        table(changes),
        script);
  }

  /** What changed from the first result to the others, per flowop and point. */
  static Figure compare(Request request) {
    Metric metric = request.rate();
    Map<String, List<Samples.Group>> same = new LinkedHashMap<>();
    for (Samples.Group group : request.samples().groupsOfFlowops()) {
      same.computeIfAbsent(group.label(Set.of(Samples.RESULT)), l -> new ArrayList<>()).add(group);
    }
    List<Row> rows = new ArrayList<>();
    List<String> results = request.samples().names();
    if (results.size() < 2) {
      throw new IllegalArgumentException("a forest plot compares two results or more: name them");
    }
    same.forEach(
        (label, members) -> {
          Samples.Group base = members.getFirst();
          if (!results.getFirst().equals(base.key().get(Samples.RESULT))) {
            return;
          }
          for (Samples.Group other : members.subList(1, members.size())) {
            Estimate before = base.estimate(metric);
            Estimate after = other.estimate(metric);
            if (before.median() > 0 && after.median() > 0) {
              String name = other.label(Set.of(Samples.RESULT));
              String group = results.size() > 2 ? other.key().getOrDefault(Samples.RESULT, "") : "";
              rows.add(row(group, name, before, after, metric));
            }
          }
        });
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: the results have no flowop in common");
    }
    rows.sort(java.util.Comparator.comparingInt(r -> results.indexOf(r.group())));
    return of(
        "forest-" + metric.label(),
        results.size() == 2
            ? "%s: %s against %s"
                .formatted(SweepLines.capital(metric.words()), results.get(1), results.getFirst())
            : "%s against %s".formatted(SweepLines.capital(metric.words()), results.getFirst()),
        request.title(),
        "%s as a multiple of that in %s (%s is better)"
            .formatted(metric.words(), results.getFirst(), metric.moreIsBetter() ? "more" : "less"),
        ("%s as a multiple of that in %s; %s is better. Intervals reach from the lower end over the"
                + " base's upper to the upper over its lower, of the medians' 95 %% intervals, so"
                + " they hold at least 90 %%; open symbols have none, which needs %d runs on each"
                + " side. n = %d to %d runs.")
            .formatted(
                SweepLines.capital(metric.words()),
                results.getFirst(),
                metric.moreIsBetter() ? "more" : "less",
                MedianInterval.FEWEST,
                rows.stream().mapToLong(Row::n).min().orElse(0),
                rows.stream().mapToLong(Row::n).max().orElse(0)),
        rows);
  }

  private static Row row(
      String group, String label, Estimate before, Estimate after, Metric metric) {
    boolean both = before.hasInterval() && after.hasInterval() && before.low() > 0;
    return new Row(
        group,
        label,
        after.median() / before.median(),
        both ? after.low() / before.high() : Double.NaN,
        both ? after.high() / before.low() : Double.NaN,
        Math.min(before.n(), after.n()),
        metric.moreIsBetter());
  }

  private static Axis axis(double least, double most, String words) {
    if (most / least > 20) {
      return Axis.logarithmic(Axis.around(least, most), Unit.COUNT, words);
    }
    double room = Math.max(0.02, (most - least) * 0.06);
    return Axis.linear(
        new Scale.Linear(Math.max(0, least - room), most + room, false), Unit.COUNT, words);
  }

  private static String shown(Row row) {
    return row.hasInterval()
        ? String.format(Locale.ROOT, "%.3g [%.3g, %.3g]", row.ratio(), row.low(), row.high())
        : String.format(Locale.ROOT, "%.3g", row.ratio());
  }

  private static void draw(Plot plot, Side.Rows rows, List<Row> changes, Axis x) {
    double one = x.place(1);
    plot.line(new double[] {one, one}, new double[] {0, 1}, Pen.of(Colors.INK, 0.7));
    for (int i = 0; i < changes.size(); i++) {
      Row row = changes.get(i);
      double y = 1 - rows.middle(i);
      int rgb =
          switch (row.verdict()) {
            case 1 -> Colors.series(0);
            case -1 -> Colors.series(1);
            default -> 0x666666;
          };
      if (row.hasInterval()) {
        double cap = rows.share() * 0.16;
        double low = x.place(row.low());
        double high = x.place(row.high());
        Pen pen = Pen.of(rgb, 1.1);
        plot.line(new double[] {low, high}, new double[] {y, y}, pen);
        plot.line(new double[] {low, low}, new double[] {y - cap, y + cap}, pen);
        plot.line(new double[] {high, high}, new double[] {y - cap, y + cap}, pen);
      }
      Symbol symbol =
          switch (row.verdict()) {
            case 1 -> Symbol.TRIANGLE;
            case -1 -> Symbol.TRIANGLE_DOWN;
            default -> Symbol.SQUARE;
          };
      plot.points(
          new double[] {x.place(row.ratio())},
          new double[] {y},
          symbol,
          5,
          rgb,
          !row.hasInterval());
    }
  }

  private static Table table(List<Row> rows) {
    return new Table(
        List.of("group", "row", "ratio", "low", "high", "n"),
        rows.stream()
            .map(r -> List.<Object>of(r.group(), r.label(), r.ratio(), r.low(), r.high(), r.n()))
            .toList());
  }
}
