package wml.reports.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Pen;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Scale;
import wml.reports.figure.Style;
import wml.reports.figure.Table;
import wml.reports.figure.Unit;

/** Bars normalised to the first of their group, with their absolute values beside them. */
final class Bars {
  private final Metric metric;

  /**
   * A bar.
   *
   * @param ratio to the first of its group; not known if that one isn't
   */
  private record Bar(String group, String label, Estimate value, Estimate ratio) {}

  private final List<Bar> bars = new ArrayList<>();
  private final List<String> labels;
  private final Side.Rows rows;
  private final Axis x;

  private Bars(Request request) {
    metric = request.rate();
    List<Samples.Group> groups = request.samples().groups();
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: no operation completed");
    }
    // The first dimension is what is compared; the others make groups.
    String compared = groups.getFirst().key().keySet().stream().findFirst().orElse("");
    Map<String, List<Samples.Group>> byRest = new LinkedHashMap<>();
    for (Samples.Group group : groups) {
      byRest.computeIfAbsent(group.label(Set.of(compared)), g -> new ArrayList<>()).add(group);
    }
    Set<String> others = new LinkedHashSet<>(groups.getFirst().key().keySet());
    others.remove(compared);
    byRest.forEach(
        (rest, members) -> {
          Estimate first = members.getFirst().estimate(metric);
          for (Samples.Group group : members) {
            Estimate value = group.estimate(metric);
            String label = group.label(others);
            bars.add(
                new Bar(
                    rest,
                    label.isEmpty() ? request.samples().subject() : label,
                    value,
                    over(value, first.median())));
          }
        });
    labels = bars.stream().map(Bar::label).distinct().toList();
    rows =
        new Side.Rows(
            bars.stream().map(b -> new Side.Row(b.group(), b.label(), shown(b.value()))).toList(),
            "");
    double most = Request.range(bars.stream().map(Bar::ratio).toList()).getMax();
    x =
        Axis.linear(
            Scale.Linear.from0(Math.max(1, most), Unit.COUNT),
            Unit.COUNT,
            metric.words() + ", first of each group = 1");
  }

  static Figure of(Request request) {
    Bars all = new Bars(request);
    String subject = request.samples().subject();
    ChartText text =
        ChartText.of(
            "bars-" + all.metric.label() + "-" + subject,
            "%s of %s".formatted(SweepLines.capital(all.metric.words()), subject),
            request.title(),
            "%s, normalised to the first bar of each group; absolute values on the right. %s"
                .formatted(
                    SweepLines.capital(all.metric.words()),
                    Request.repeats(all.bars.stream().map(Bar::value).toList())));
    return new RowChart(
        text, all.x, all.rows, style -> List.of(), all::draw, all.table(), all.gnuplot(text));
  }

  private static Estimate over(Estimate value, double base) {
    return base > 0
        ? new Estimate(value.n(), value.median() / base, value.low() / base, value.high() / base)
        : Estimate.NONE;
  }

  private String shown(Estimate value) {
    return value.isKnown() ? metric.unit().format(value.median()) : "–";
  }

  /** The same label has the same colour in all groups, a darker one the earlier it comes. */
  private void draw(Plot plot, Style style) {
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      if (!bar.ratio().isKnown()) {
        continue;
      }
      double y = 1 - rows.middle(i);
      double half = rows.share() * 0.36;
      int place = labels.indexOf(bar.label());
      int rgb =
          style.colors().at(labels.size() == 1 ? 0.35 : 0.15 + 0.7 * place / (labels.size() - 1));
      plot.box(0, y - half, x.place(bar.ratio().median()), y + half, rgb);
      if (bar.ratio().hasInterval()) {
        double low = x.place(bar.ratio().low());
        double high = x.place(bar.ratio().high());
        Pen halo = Pen.of(Colors.WHITE, 2.2);
        for (Pen pen : List.of(halo, Pen.of(Colors.INK, 0.9))) {
          plot.line(new double[] {low, high}, new double[] {y, y}, pen);
          for (double end : new double[] {low, high}) {
            plot.line(new double[] {end, end}, new double[] {y - half / 2, y + half / 2}, pen);
          }
        }
      }
    }
    double one = x.place(1);
    plot.line(
        new double[] {one, one}, new double[] {0, 1}, Pen.of(Colors.INK, 0.6).dashed(2.0, 2.0));
  }

  private Table table() {
    List<List<Object>> table = new ArrayList<>();
    for (Bar bar : bars) {
      table.add(
          List.of(
              bar.group(),
              bar.label(),
              bar.value().n(),
              bar.value().median(),
              bar.value().low(),
              bar.value().high(),
              bar.ratio().median()));
    }
    return new Table(
        List.of("group", "series", "n", "median", "low", "high", "ratio_to_first"), table);
  }

  private Gnuplot gnuplot(ChartText text) {
    return new Gnuplot(text, "", x.title())
        .set("style data histograms")
        .set("style fill solid 0.6")
        .set("yrange [0:*]")
        .set("xtics rotate by -45 noenhanced")
        .plot("using 7:xticlabels(strcol(1).' '.strcol(2)) notitle");
  }
}
