package wml.reports.chart;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.reports.figure.Figure;

/** The kinds of charts of results. */
@SuppressWarnings("ImmutableEnumChecker") // a function without state
public enum ChartKind {
  LINES("lines", "a metric over a swept variable, with intervals", SweepLines::lines),
  SCALING("scaling", "speed-up over a swept number, against the ideal line", SweepLines::scaling),
  CDF("cdf", "distribution of latencies", r -> LatencyCurves.of(LatencyCurves.Form.CDF, r)),
  CCDF("ccdf", "their tail", r -> LatencyCurves.of(LatencyCurves.Form.CCDF, r)),
  PERCENTILES(
      "percentiles",
      "latency at 50 %, 90 %, 99 % ...",
      r -> LatencyCurves.of(LatencyCurves.Form.PERCENTILES, r)),
  BOX("box", "quartiles, whiskers and tail of latencies", LatencyRows::boxes),
  VIOLIN("violin", "densities of latencies", LatencyRows::violins),
  TIME("time", "a metric over time, with phases and events", TimeSeries::of),
  HEATMAP("heatmap", "latencies over time, with phases and events", LatencyMap::of),
  BARS("bars", "results or points, normalised to the first", Bars::of),
  FOREST("forest", "changes against the first result, with intervals", ForestPlot::compare),
  /** Made of other documents: by {@link LoadLatency}. */
  LOAD("load", "response times over load, with the knee (of 'wml curve --json')", null);

  private final String label;
  private final String summary;
  private final @Nullable Function<Request, Figure> maker;

  ChartKind(String label, String summary, @Nullable Function<Request, Figure> maker) {
    this.label = label;
    this.summary = summary;
    this.maker = maker;
  }

  /** As users write it. */
  public String label() {
    return label;
  }

  /** For people. */
  public String summary() {
    return summary;
  }

  /** Whether it has a swept variable along its x axis. */
  public boolean hasVariable() {
    return this == LINES || this == SCALING;
  }

  /** Whether it needs runs with their intervals. */
  public boolean isOverTime() {
    return this == TIME || this == HEATMAP;
  }

  /**
   * Makes the figure.
   *
   * @throws IllegalArgumentException saying why it can't be made of these
   */
  public Figure of(Request request) {
    if (maker == null) {
      throw new IllegalArgumentException(label + " is made of latencies over load");
    }
    return maker.apply(request);
  }

  /** All their names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ChartKind::label).toList();
  }

  /**
   * By its name.
   *
   * @throws IllegalArgumentException with the nearest
   */
  public static ChartKind named(String name) {
    return Arrays.stream(values())
        .filter(k -> k.label.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no chart '%s'%s\nhelp: kinds are %s"
                        .formatted(
                            name, Nearest.hint(name, labels()), String.join(", ", labels()))));
  }
}
