package wml.reports.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import wml.api.measure.LatencyHistogram;
import wml.api.random.RandomStream;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.store.RateCurve;

/** Charts of every kind from results made by hand, the same each time. */
public final class ChartSamples {
  private static final String LONG =
      "read-the-customers-table-of-the-largest-database-in-the-eastern-region";
  private static final Path A = Path.of("ext4.json");
  private static final Path B = Path.of("xfs.json");
  private static final Path LONG_A = Path.of("nvme-raid-0-of-four-devices-with-a-long-name-A.json");
  private static final Path LONG_B = Path.of("nvme-raid-0-of-four-devices-with-a-long-name-B.json");

  private ChartSamples() {}

  /** Usual ones have a kind as their name, others a colon and what is special about them. */
  public static Stream<Named<Figure>> all() {
    return Stream.concat(ofResults(), ChangeSamples.all());
  }

  /** Those that {@code wml chart} draws. */
  public static Stream<Named<Figure>> ofResults() {
    return Stream.of(sweeps(), distributions(), overTime(), comparisons(), loads()).flatMap(s -> s);
  }

  private static Named<Figure> chart(
      String name, ChartKind kind, Map<Path, List<RunResult>> results) {
    return chart(name, kind, results, Samples.Choice.NONE, null);
  }

  private static Named<Figure> chart(
      String name,
      ChartKind kind,
      Map<Path, List<RunResult>> results,
      Samples.Choice choice,
      @Nullable Metric metric) {
    return Named.of(name, kind.of(new Request(new Samples(results, choice), metric, null)));
  }

  private static Stream<Named<Figure>> sweeps() {
    Map<Path, List<RunResult>> usual = Map.of(A, sweep("read", 7, 1e5, 64));
    Map<Path, List<RunResult>> one =
        Map.of(A, List.of(run("read", 1e5, 1, Map.of("threads", "4"))));
    Map<Path, List<RunResult>> words = new LinkedHashMap<>();
    for (Path file : List.of(LONG_A, LONG_B)) {
      List<RunResult> runs = new ArrayList<>();
      for (String value : List.of("checksums-of-all-blocks", "none", LONG, "crc32c and more")) {
        for (int i = 0; i < 7; i++) {
          runs.add(run(LONG, 1e5 + i * 2e3, i, Map.of("verification-of-contents", value)));
        }
      }
      words.put(file, runs);
    }
    List<RunResult> decades = new ArrayList<>();
    for (int i = 0; i <= 6; i++) {
      decades.add(run("read", 1e3 * Math.pow(10, i), i, Map.of("iosize", (1 << i) + "k")));
    }
    List<RunResult> equal = new ArrayList<>();
    for (int threads = 1; threads <= 8; threads++) {
      for (int i = 0; i < 6; i++) {
        equal.add(run("read", 1e5, 0, Map.of("threads", "" + threads)));
      }
    }
    Samples.Choice iosize = new Samples.Choice(null, "iosize", null);
    Samples.Choice threads = new Samples.Choice(null, "threads", null);
    return Stream.of(
        chart("lines", ChartKind.LINES, usual, threads, null),
        chart("lines: one point", ChartKind.LINES, one, threads, null),
        chart("lines: words", ChartKind.LINES, words),
        chart("lines: six decades", ChartKind.LINES, Map.of(A, decades), iosize, Metric.IOPS),
        chart("lines: latency", ChartKind.LINES, usual, threads, Metric.P99),
        chart("lines: equal", ChartKind.LINES, Map.of(A, equal)),
        chart("lines: missing", ChartKind.LINES, Map.of(A, holes()), threads, null),
        chart("scaling", ChartKind.SCALING, usual, threads, null),
        chart(
            "scaling: linear",
            ChartKind.SCALING,
            Map.of(A, sweep("read", 3, 1e5, 6)),
            threads,
            null),
        chart("scaling: one point", ChartKind.SCALING, one, threads, null));
  }

  /** A sweep without its middle. */
  private static List<RunResult> holes() {
    return sweep("read", 7, 1e5, 64).stream()
        .filter(r -> !(r.point().containsValue("8") && r.point().containsValue("64k")))
        .filter(r -> !(r.point().containsValue("1") && r.point().containsValue("1m")))
        .toList();
  }

  /** Over threads and sizes, each point repeated. */
  static List<RunResult> sweep(String flowop, int repeats, double meanNanos, int most) {
    List<RunResult> runs = new ArrayList<>();
    RandomStream random = new RandomStream(7);
    int[] counts = most > 8 ? new int[] {1, 2, 4, 8, 16, 32, 64} : new int[] {1, 2, 3, 4, 5, 6};
    for (String size : List.of("4k", "64k", "1m")) {
      for (int threads : counts) {
        for (int i = 0; i < repeats; i++) {
          Map<String, String> point = new LinkedHashMap<>();
          point.put("iosize", size);
          point.put("threads", Integer.toString(threads));
          double slower = 1 + threads / (size.equals("4k") ? 30.0 : 12);
          double noise = 0.94 + 0.12 * random.nextDouble();
          double mean =
              meanNanos * slower * noise * (size.equals("1m") ? 9 : size.equals("4k") ? 1 : 2);
          runs.add(run(flowop, mean / threads, i, point));
        }
      }
    }
    return runs;
  }

  /** 60 s of one flowop, whose rate follows from its latency. */
  static RunResult run(String flowop, double meanNanos, int seed, Map<String, String> point) {
    long size =
        point.getOrDefault("iosize", "4k").equals("1m")
            ? 1 << 20
            : point.containsValue("64k") ? 65536 : 4096;
    LatencyHistogram latency = latencies(seed + 1, 4_000, meanNanos, 0.5);
    return new SampleRuns.Builder()
        .run(seed, 100, point)
        .flowop(
            "p",
            "t",
            flowop,
            "read",
            "io",
            "read",
            (long) Math.max(1, 60e9 / meanNanos),
            size,
            0,
            latency)
        .build();
  }

  /** Log-normal. */
  static LatencyHistogram latencies(long seed, int samples, double medianNanos, double sigma) {
    RandomStream random = new RandomStream(seed);
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < samples; i++) {
      double sum = -6;
      for (int k = 0; k < 12; k++) {
        sum += random.nextDouble();
      }
      histogram.record(Math.round(medianNanos * Math.exp(sigma * sum)));
    }
    return histogram;
  }

  /** One run of three flowops with tails. */
  static RunResult three(String prefix) {
    LatencyHistogram read = latencies(1, 50_000, 8e4, 0.4);
    read.add(latencies(2, 1_500, 1.5e6, 0.5));
    LatencyHistogram write = latencies(3, 20_000, 3e4, 0.5);
    write.add(latencies(4, 200, 9e6, 0.7));
    return new SampleRuns.Builder()
        .flowop("p", "t", prefix + "read", "read", "io", "read", read.count(), 4096, 0, read)
        .flowop("p", "t", prefix + "write", "write", "io", "write", write.count(), 4096, 0, write)
        .flowop(
            "p",
            "t",
            prefix + "stat",
            "statfile",
            "io",
            "none",
            9_000,
            0,
            0,
            latencies(5, 9_000, 2e3, 0.3))
        .build();
  }

  private static Stream<Named<Figure>> distributions() {
    Map<Path, List<RunResult>> many = new LinkedHashMap<>();
    List<RunResult> points = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      points.add(run("read", 1e3 * Math.pow(3.2, i), i, Map.of("size-of-each-record", LONG + i)));
    }
    many.put(LONG_A, points);
    LatencyHistogram single = new LatencyHistogram();
    single.record(123_456);
    LatencyHistogram same = new LatencyHistogram();
    for (int i = 0; i < 1000; i++) {
      same.record(50_000);
    }
    List<Named<Figure>> all = new ArrayList<>();
    for (ChartKind kind :
        List.of(
            ChartKind.CDF,
            ChartKind.CCDF,
            ChartKind.PERCENTILES,
            ChartKind.BOX,
            ChartKind.VIOLIN)) {
      all.add(chart(kind.label(), kind, Map.of(A, List.of(three("")))));
      all.add(chart(kind.label() + ": long", kind, many));
      all.add(chart(kind.label() + ": one operation", kind, Map.of(A, List.of(of(single)))));
      all.add(chart(kind.label() + ": equal", kind, Map.of(LONG_A, List.of(of(same)))));
    }
    return all.stream();
  }

  private static RunResult of(LatencyHistogram latency) {
    return new SampleRuns.Builder()
        .flowop("p", "t", LONG, "read", "io", "read", latency.count(), 4096, 0, latency)
        .build();
  }

  /** Intervals with a stall, and what may explain it. */
  static RunResult timed(String flowop, int seconds, boolean events) {
    List<Interval> intervals = new ArrayList<>();
    LatencyHistogram all = new LatencyHistogram();
    long ops = 0;
    for (int i = 0; i < seconds; i++) {
      boolean stalled = events && i >= 31 && i < 34;
      boolean slow = events && i >= 34 && i < 40;
      LatencyHistogram now =
          stalled
              ? new LatencyHistogram()
              : latencies(i, slow ? 300 : 900, slow ? 6e5 : 9e4, slow ? 1 : 0.45);
      all.add(now);
      long count = now.count() * 40 + i % 7 * 600L;
      ops += stalled ? 0 : count;
      RunResult row =
          new SampleRuns.Builder()
              .flowop("p", "t", flowop, "read", "io", "read", stalled ? 0 : count, 4096, 0, now)
              .build();
      intervals.add(new Interval(i * 1_000_000_000L, (i + 1) * 1_000_000_000L, row.flowops()));
    }
    SampleRuns.Builder whole = new SampleRuns.Builder().elapsed(1_000_000_000L * seconds);
    if (events) {
      whole.phase("warmup", 10_000_000_000L).phase("ramp", 2_000_000_000L);
    }
    List<Measurement.Event> happened = new ArrayList<>();
    for (int i = 0; events && i < seconds; i += 4) {
      happened.add(new Measurement.Event("gc", 1_000_000_000L * i + 300_000_000L, 9_000_000, "G1"));
    }
    if (events) {
      happened.add(new Measurement.Event("fault", 31_000_000_000L, 0, "disk 3 pulled"));
      happened.add(new Measurement.Event("failover", 31_400_000_000L, 2_600_000_000L, "to node 2"));
    }
    return whole
        .flowop("p", "t", flowop, "read", "io", "read", ops, 4096, 0, all)
        .build()
        .with(
            new Measurement(
                Measurement.WarmUp.NONE,
                Measurement.Cpu.NONE,
                intervals,
                null,
                events
                    ? new Measurement.Steadiness(
                        true, "", 5_000_000_000L, 1_000_000_000L * seconds, 0, 0)
                    : null,
                0,
                happened,
                List.of()));
  }

  private static Stream<Named<Figure>> overTime() {
    Map<Path, List<RunResult>> two = new LinkedHashMap<>();
    two.put(LONG_A, List.of(timed(LONG, 60, true)));
    two.put(LONG_B, List.of(timed(LONG, 30, false)));
    Map<Path, List<RunResult>> usual = Map.of(A, List.of(timed("read", 60, true)));
    Map<Path, List<RunResult>> one = Map.of(A, List.of(timed(LONG, 1, false)));
    Map<Path, List<RunResult>> hour = Map.of(A, List.of(timed("read", 3600, true)));
    return Stream.of(
        chart("time", ChartKind.TIME, usual),
        chart("time: latency", ChartKind.TIME, usual, Samples.Choice.NONE, Metric.P99),
        chart("time: two", ChartKind.TIME, two),
        chart("time: one interval", ChartKind.TIME, one),
        chart("time: an hour", ChartKind.TIME, hour),
        chart("heatmap", ChartKind.HEATMAP, usual),
        chart("heatmap: one interval", ChartKind.HEATMAP, one),
        chart("heatmap: an hour", ChartKind.HEATMAP, hour));
  }

  private static Stream<Named<Figure>> comparisons() {
    Map<Path, List<RunResult>> two = new LinkedHashMap<>();
    two.put(A, repeats("", 1));
    two.put(B, repeats("", 0.93));
    Map<Path, List<RunResult>> long2 = new LinkedHashMap<>();
    long2.put(LONG_A, repeats(LONG, 1));
    long2.put(LONG_B, repeats(LONG, 400));
    Map<Path, List<RunResult>> equal = new LinkedHashMap<>();
    equal.put(A, List.of(three("")));
    equal.put(B, List.of(three("")));
    Map<Path, List<RunResult>> points = new LinkedHashMap<>();
    points.put(A, sweep("read", 7, 1e5, 6));
    points.put(B, sweep("read", 7, 7e4, 6));
    Samples.Choice threads = new Samples.Choice(null, null, "threads");
    return Stream.of(
        chart("bars", ChartKind.BARS, Map.of(A, sweep("read", 7, 1e5, 6)), threads, null),
        chart("bars: many", ChartKind.BARS, points, threads, null),
        chart("bars: results", ChartKind.BARS, two),
        chart(
            "bars: flowops",
            ChartKind.BARS,
            equal,
            new Samples.Choice(null, null, "flowop"),
            Metric.IOPS),
        chart("bars: long", ChartKind.BARS, long2),
        chart("forest", ChartKind.FOREST, two, Samples.Choice.NONE, Metric.P99),
        chart("forest: long", ChartKind.FOREST, long2, Samples.Choice.NONE, Metric.IOPS),
        chart("forest: equal", ChartKind.FOREST, equal, Samples.Choice.NONE, Metric.MEAN),
        Named.of(
            "forest: one",
            ForestPlot.of(
                "gate",
                "Gate",
                null,
                "ratio (1: no change)",
                "Of a gate.",
                List.of(new ForestPlot.Row("", "read", 1, 1, 1, 9, true)))));
  }

  private static List<RunResult> repeats(String prefix, double factor) {
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double noise = factor * (0.97 + 0.07 * i / 9.0);
      SampleRuns.Builder builder = new SampleRuns.Builder();
      int k = 0;
      for (String name : List.of("read", "write", "stat")) {
        double slower = name.equals("write") ? 1 / noise : noise;
        LatencyHistogram latency = latencies(10 * i + k, 3_000, 5e4 * (k + 1) * slower, 0.5);
        builder.flowop(
            "p", "t", prefix + name, "read", "io", "read", (long) (1e6 / slower), 4096, 0, latency);
        k++;
      }
      runs.add(builder.build());
    }
    return runs;
  }

  /** A curve that turns up at nine tenths. */
  static RateCurve curve(double maximum) {
    List<RateCurve.Probe> probes = new ArrayList<>();
    probes.add(new RateCurve.Probe(Double.NaN, maximum, true, Map.of("p50", 9e4, "p99", 4e5)));
    for (double share : new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1}) {
      double p50 = 8e4 / Math.max(0.02, 1.02 - share);
      boolean kept = share < 0.99;
      probes.add(
          new RateCurve.Probe(
              share * maximum,
              (kept ? share : 0.97) * maximum,
              kept,
              Map.of(
                  "p50",
                  p50,
                  "p90",
                  p50 * 2,
                  "p99",
                  p50 * 5,
                  "p999",
                  p50 * (kept ? 14 : 90),
                  "max",
                  p50 * 99)));
    }
    return new RateCurve(
        "read.wml",
        "ab".repeat(32),
        "posix",
        "page-cache",
        1,
        Map.of(),
        maximum,
        maximum * 0.95,
        "without a rate 90k/s; kept up to 86k/s",
        probes);
  }

  private static Stream<Named<Figure>> loads() {
    Map<String, RateCurve> two = new LinkedHashMap<>();
    two.put(LONG, curve(9e4));
    two.put(LONG + " again", curve(8.4e4));
    two.put("third", curve(8.6e4));
    RateCurve one = curve(1e6);
    RateCurve single =
        new RateCurve(
            LONG,
            "",
            "posix",
            "",
            1,
            Map.of(),
            1,
            1,
            "",
            Arrays.asList(one.probes().get(0), one.probes().get(3)));
    return Stream.of(
        Named.of("load", LoadLatency.of(Map.of("a", curve(9e4)), null, null)),
        Named.of("load: three", LoadLatency.of(two, null, null)),
        Named.of("load: one point", LoadLatency.of(Map.of("a", single), null, null)));
  }
}
