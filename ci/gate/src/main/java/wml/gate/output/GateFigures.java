package wml.gate.output;

import java.util.ArrayList;
import java.util.List;
import wml.gate.result.Comparison;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;
import wml.gate.result.Shift;
import wml.reports.chart.ForestPlot;
import wml.reports.chart.ShiftChart;
import wml.reports.figure.Figure;
import wml.reports.figure.Provenance;

/** The figures of a gate: changes of all metrics, and how the latencies shifted. */
final class GateFigures {
  static final String FOREST = "forest";
  static final String SHIFT = "shift";

  /** More rows than these are too small to read. */
  private static final int MOST_ROWS = 40;

  private GateFigures() {}

  /** Those for which there is something to show. */
  static List<Figure> of(GateResult result) {
    List<Figure> figures = new ArrayList<>();
    List<Comparison> shown =
        result.comparisons().stream()
            .filter(c -> c.finding() != Finding.SKIPPED && isDrawable(c.judgement().ratio()))
            .toList();
    if (!shown.isEmpty()) {
      figures.add(forest(result, shown));
    }
    List<Shift> shifts = result.shifts().stream().filter(s -> isDrawable(s.ratio())).toList();
    if (!shifts.isEmpty()) {
      figures.add(shift(result, shifts));
    }
    return figures;
  }

  /** Where the numbers come from, for captions. */
  static Provenance provenance(GateResult result) {
    String machine = result.environment().getOrDefault("machine_class", "an unknown machine");
    String date = result.startedAt().substring(0, Math.min(10, result.startedAt().length()));
    return new Provenance(
        Words.line(
            "Workload %s; baseline %s; candidate %s; seed %d. %s. %s."
                .formatted(
                    result.workload(),
                    Words.side(result.baseline()),
                    Words.side(result.candidate()),
                    result.seed(),
                    machine,
                    date)));
  }

  private static Figure forest(GateResult result, List<Comparison> all) {
    List<Comparison> shown = all.subList(0, Math.min(MOST_ROWS, all.size()));
    List<ForestPlot.Row> rows = new ArrayList<>();
    for (Comparison c : shown) {
      double ratio = c.judgement().ratio();
      double low = c.judgement().low();
      double high = c.judgement().high();
      boolean known = low > 0 && low <= ratio && ratio <= high && isDrawable(high);
      rows.add(
          new ForestPlot.Row(
              "",
              Words.line(c.name()),
              ratio,
              known ? low : Double.NaN,
              known ? high : Double.NaN,
              c.pairs().size(),
              c.metric().moreIsBetter()));
    }
    String some =
        shown.size() < all.size()
            ? " The worst %d of %d metrics.".formatted(shown.size(), all.size())
            : "";
    return ForestPlot.of(
        FOREST,
        result.verdict() + ": candidate against baseline",
        null,
        "candidate / baseline",
        ("Hodges-Lehmann estimates of candidate over baseline with 95 %% intervals, the worst"
                + " first; blue triangles upwards are better, orange ones downwards worse, squares"
                + " undecided. n = %d pairs.%s")
            .formatted(result.pairs(), some),
        rows);
  }

  private static Figure shift(GateResult result, List<Shift> shifts) {
    return ShiftChart.of(
        SHIFT,
        "Shift of latencies from baseline to candidate",
        null,
        "candidate / baseline",
        ("Percentiles of the latencies of all I/O, candidate over baseline, with 95 %% intervals;"
                + " above 1 the candidate is slower. n = %d pairs.")
            .formatted(result.pairs()),
        shifts.stream()
            .map(s -> new ShiftChart.Point(s.percent(), s.ratio(), s.low(), s.high()))
            .toList());
  }

  private static boolean isDrawable(double ratio) {
    return ratio > 1e-9 && ratio < 1e9;
  }
}
