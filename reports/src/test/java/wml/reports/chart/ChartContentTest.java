package wml.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;

/** The numbers in charts. */
class ChartContentTest {
  private static final Path A = Path.of("a.json");
  private static final Path B = Path.of("b.json");

  @Test
  void percentilesOfRepeatsAreThoseOfTheAddedHistograms() {
    LatencyHistogram fast = new LatencyHistogram();
    LatencyHistogram slow = new LatencyHistogram();
    for (int i = 0; i < 99; i++) {
      fast.record(1000);
      slow.record(1000);
    }
    fast.record(1000);
    slow.record(1_000_000);
    List<RunResult> runs = List.of(run(fast), run(slow), run(slow));
    Estimate p99 =
        new Samples(Map.of(A, runs), Samples.Choice.NONE)
            .groupsOfAll()
            .getFirst()
            .estimate(Metric.P99);
    assertEquals(1000, p99.median(), 10); // averaging the runs would give more
    assertEquals(3, p99.n());
  }

  @Test
  void runsThatDifferInAnythingAreNeverMixed() {
    List<RunResult> sweep = ChartSamples.sweep("read", 2, 1e5, 6);
    Samples samples = new Samples(Map.of(A, sweep), new Samples.Choice(null, "threads", "iosize"));
    assertEquals(18, samples.groups().size());
    assertTrue(samples.groups().stream().allMatch(g -> g.samples().size() == 2));
  }

  @Test
  void aMissingPointIsAGapAndNotAValue() {
    List<RunResult> sweep =
        ChartSamples.sweep("read", 1, 1e5, 6).stream()
            .filter(r -> !(r.point().containsValue("3") && r.point().containsValue("4k")))
            .toList();
    Figure lines = figure(ChartKind.LINES, Map.of(A, sweep), "threads");
    List<Object> missing =
        lines.data().rows().stream()
            .filter(r -> r.get(0).equals("iosize=4k") && r.get(1).equals("3"))
            .findFirst()
            .orElseThrow();
    assertEquals(0L, missing.get(3));
    assertTrue(Double.isNaN((Double) missing.get(4)));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Series.Point.of(1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> Series.Point.of(Double.POSITIVE_INFINITY, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ForestPlot.Row("", "a", Double.NaN, 1, 1, 9, true));
    assertThrows(
        IllegalArgumentException.class, () -> new ForestPlot.Row("", "a", 1, 2, 3, 9, true));
  }

  @Test
  void nothingMeasuredIsNoChart() {
    Map<Path, List<RunResult>> empty = Map.of(A, List.of(run(new LatencyHistogram())));
    for (ChartKind kind : ChartKind.values()) {
      assertThrows(
          IllegalArgumentException.class,
          () -> kind.of(new Request(new Samples(empty, Samples.Choice.NONE), null, null)),
          kind.label());
    }
  }

  @Test
  void tooManyLinesAreRefusedWithARemedy() {
    List<RunResult> many =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(i -> ChartSamples.run("read", 1e5, i, Map.of("threads", "" + i)))
            .toList();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> figure(ChartKind.CDF, Map.of(A, many), null));
    assertTrue(String.valueOf(e.getMessage()).contains("--flowop"), e::getMessage);
  }

  @Test
  void barsAreNormalisedToTheFirstResult() {
    Map<Path, List<RunResult>> two = new LinkedHashMap<>();
    two.put(A, List.of(ChartSamples.run("read", 1e5, 1, Map.of())));
    two.put(B, List.of(ChartSamples.run("read", 0.5e5, 1, Map.of())));
    List<List<Object>> rows = figure(ChartKind.BARS, two, null).data().rows();
    assertEquals(1.0, (Double) rows.get(0).get(6), 1e-9);
    assertEquals(2.0, (Double) rows.get(1).get(6), 1e-2);
  }

  @Test
  void theKneeIsWhereTheCurveTurnsUp() {
    double knee = LoadLatency.knee(ChartSamples.curve(1000).probes().subList(1, 12), "p99");
    assertTrue(knee >= 800 && knee <= 950, () -> "" + knee);
    assertTrue(
        Double.isNaN(LoadLatency.knee(ChartSamples.curve(1000).probes().subList(1, 4), "p99")));
  }

  @Test
  void anIntervalWithoutOperationsHasTheRate0() {
    Figure time =
        figure(ChartKind.TIME, Map.of(A, List.of(ChartSamples.timed("read", 60, true))), null);
    assertEquals(0.0, (Double) time.data().rows().get(32).get(3));
    assertTrue(
        time.data().rows().stream().anyMatch(r -> r.get(4).equals("disk 3 pulled")),
        "events are in the table");
  }

  private static RunResult run(LatencyHistogram latency) {
    return new SampleRuns.Builder()
        .flowop("p", "t", "read", "read", "io", "read", latency.count(), 1, 0, latency)
        .build();
  }

  private static Figure figure(
      ChartKind kind,
      Map<Path, List<RunResult>> results,
      @org.jspecify.annotations.Nullable String x) {
    return kind.of(
        new Request(new Samples(results, new Samples.Choice(null, x, null)), null, null));
  }
}
