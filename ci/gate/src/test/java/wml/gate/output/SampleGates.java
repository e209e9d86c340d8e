package wml.gate.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
import wml.api.plan.Quantity;
import wml.api.plan.Quantity.Unit;
import wml.api.random.RandomStream;
import wml.api.source.SourcePosition;
import wml.gate.decision.Judgement;
import wml.gate.decision.Pairs;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;
import wml.gate.result.Shift;
import wml.gate.result.Side;

/** Results of gates as a user may get them; their numbers are made up. */
public final class SampleGates {
  /** What a name may hold that means something to one format or another. */
  public static final String HOSTILE =
      "a\"b'c|d<e>&f`g*h_i[j](k){0}\\l\nm\r\u0000\u001b[31mn\u2028o\ud800p\uffff"
          + "@root %0A::error::x]]>--${HOME} https://x.example ü";

  public static final String WORKLOAD = "workloads/classic/varmail.wml";

  private SampleGates() {}

  /** A slower tail that the verdict rests on, beside all that can be said of a metric. */
  public static GateResult regression() {
    return gate(
        Verdict.REGRESSION,
        "p99(fsync) is 6.2 % higher, and it may be 5 %",
        List.of(
            metric("iops(all)", Unit.PER_SECOND, Standing.PRIMARY, Verdict.PASS, 81_234.5, 0.998),
            metric(
                "p99(fsync)", Unit.DURATION, Standing.PRIMARY, Verdict.REGRESSION, 0.00124, 1.062),
            metric("p50(read)", Unit.DURATION, Standing.PRIMARY, Verdict.PASS, 2.3e-6, 0.971),
            metric(
                "bandwidth(all)",
                Unit.BYTES_PER_SECOND,
                Standing.WARNING,
                Verdict.REGRESSION,
                3e8,
                0.94),
            metric(
                "p99(append)", Unit.DURATION, Standing.WARNING, Verdict.INCONCLUSIVE, 8e-6, 1.021),
            metric("syscalls(all)", Unit.COUNT, Standing.EXACT, Verdict.PASS, 4, 1),
            metric("errors(all)", Unit.COUNT, Standing.EXACT, Verdict.PASS, 0, Double.NaN),
            skipped("p99.9(fsync)", "12 samples lie beyond it in a run, of 20 that it needs"),
            skipped("p99.9(read)", "12 samples lie beyond it in a run, of 20 that it needs")),
        List.of("the baseline's runs had 3 collections of garbage"));
  }

  public static GateResult pass() {
    return gate(
        Verdict.PASS,
        "a slowdown of 5 % is ruled out for all 2 metrics",
        List.of(
            metric("iops(all)", Unit.PER_SECOND, Standing.PRIMARY, Verdict.PASS, 81_234.5, 0.998),
            metric("p99(fsync)", Unit.DURATION, Standing.PRIMARY, Verdict.PASS, 0.00124, 1.003)),
        List.of());
  }

  public static GateResult inconclusive() {
    return gate(
        Verdict.INCONCLUSIVE,
        "60 pairs were not enough for p99(fsync)",
        List.of(
            metric("iops(all)", Unit.PER_SECOND, Standing.PRIMARY, Verdict.PASS, 81_234.5, 0.998),
            metric(
                "p99(fsync)",
                Unit.DURATION,
                Standing.PRIMARY,
                Verdict.INCONCLUSIVE,
                0.00124,
                1.031)),
        List.of());
  }

  /** A side that never ran. */
  public static GateResult invalid() {
    return new GateResult(
        Verdict.INVALID,
        "the candidate did not start: ref=topic has no file 'wml'",
        WORKLOAD,
        new Side("ref=main", "", "", "", Map.of()),
        new Side("ref=topic", "", "", "", Map.of()),
        "",
        "",
        7,
        0,
        "",
        0,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  /** Every text holds what it should not. */
  public static GateResult hostile() {
    GatedMetric metric =
        new GatedMetric(
            "p99(" + HOSTILE + ")",
            new Quantity.Constant(0),
            Unit.DURATION,
            Standing.PRIMARY,
            false,
            0.05,
            0.025,
            SourcePosition.NONE);
    Judgement judgement = new Judgement(Verdict.REGRESSION, 1.3, 1.2, 1.4, 1e-6, 0.9, 0.03);
    Pairs pairs = Pairs.of(new double[] {1, 2, 3}, new double[] {2, 3, 4});
    return new GateResult(
        Verdict.REGRESSION,
        HOSTILE,
        "dir:x/" + HOSTILE + ".wml",
        new Side(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Map.of(HOSTILE, HOSTILE)),
        new Side(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Map.of(HOSTILE, HOSTILE)),
        HOSTILE,
        HOSTILE,
        Long.MIN_VALUE,
        3,
        "2026-11-21T10:00:00.123Z",
        61.5,
        List.of(
            new Comparison(HOSTILE, metric, "dir:x/" + HOSTILE + ".wml:12:3", "", judgement, pairs),
            new Comparison(HOSTILE, metric, HOSTILE, HOSTILE, judgement, Pairs.NONE)),
        List.of(new Shift(50, 1.1, 1, 1.2)),
        List.of(HOSTILE),
        Map.of(HOSTILE, HOSTILE, "machine_class", HOSTILE));
  }

  /** As many metrics, with names as long as they get, some of each finding. */
  public static GateResult many(int metrics) {
    List<Comparison> all = new ArrayList<>();
    Verdict[] verdicts = {Verdict.PASS, Verdict.REGRESSION, Verdict.INCONCLUSIVE};
    for (int i = 0; i < metrics; i++) {
      Verdict verdict = i % 7 == 0 ? verdicts[i % 3] : Verdict.PASS;
      Comparison c =
          metric(
              "p99(postgres-checkpointer-of-the-second-database-" + i + ")",
              Unit.DURATION,
              i % 2 == 0 ? Standing.PRIMARY : Standing.WARNING,
              verdict,
              0.001 + i * 1e-6,
              1 + (i % 13) / 200.0);
      all.add(
          new Comparison(
              "iosize=" + (i % 9) + "k,threads=" + i,
              c.metric(),
              c.position(),
              i % 11 == 3 ? "only " + i % 20 + " samples lie beyond it, of 20" : "",
              c.judgement(),
              c.pairs()));
    }
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      warnings.add("warning number " + i + " " + "of a long sentence ".repeat(60));
    }
    return gate(Verdict.REGRESSION, "much is " + "slower ".repeat(200), all, warnings);
  }

  private static GateResult gate(
      Verdict verdict, String reason, List<Comparison> comparisons, List<String> warnings) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("machine_class", "virtual machine, QEMU Standard PC");
    environment.put("kernel", "Linux 6.18.0");
    environment.put("cpus", "2");
    return new GateResult(
        verdict,
        reason,
        WORKLOAD,
        new Side(
            "ref=main",
            "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c",
            "posix",
            "ab".repeat(32),
            Map.of()),
        new Side(
            ".", "9a8b7c6d5e4f30219a8b7c6d5e4f30219a8b7c6d", "posix", "ab".repeat(32), Map.of()),
        "slices",
        "ABBABAABABBABAAB",
        42,
        40,
        "2026-11-21T10:00:00Z",
        61.234,
        comparisons,
        List.of(
            new Shift(50, 0.99, 0.97, 1.01),
            new Shift(90, 1.01, 0.98, 1.04),
            new Shift(99, 1.062, 1.04, 1.084),
            new Shift(99.9, 1.11, 1.02, 1.21)),
        warnings,
        environment);
  }

  /** Of 40 pairs about a value. */
  public static Comparison metric(
      String text, Unit unit, Standing standing, Verdict verdict, double value, double ratio) {
    boolean more = unit == Unit.PER_SECOND || unit == Unit.BYTES_PER_SECOND;
    GatedMetric metric =
        new GatedMetric(
            text,
            new Quantity.Constant(0),
            unit,
            standing,
            more,
            standing == Standing.EXACT ? 0 : 0.05,
            standing == Standing.EXACT ? 0 : 0.025,
            SourcePosition.NONE);
    RandomStream random = new RandomStream(text.hashCode());
    double[] a = new double[40];
    double[] b = new double[40];
    for (int i = 0; i < a.length; i++) {
      double noise = standing == Standing.EXACT ? 1 : 0.98 + 0.04 * random.nextDouble();
      a[i] = value * noise;
      b[i] = value * noise * (Double.isNaN(ratio) ? 1 : ratio);
    }
    double half = verdict == Verdict.INCONCLUSIVE ? 0.04 : 0.013;
    double low = standing == Standing.EXACT ? ratio : ratio - half;
    double high = standing == Standing.EXACT ? ratio : ratio + half;
    return new Comparison(
        "",
        metric,
        WORKLOAD + ":" + (40 + Math.floorMod(text.hashCode(), 20)) + ":5",
        "",
        new Judgement(
            verdict, ratio, low, high, 0.02, 0.3, verdict == Verdict.INCONCLUSIVE ? 0.081 : 0.021),
        Pairs.of(a, b));
  }

  private static Comparison skipped(String text, String why) {
    Comparison c =
        metric(text, Unit.DURATION, Standing.PRIMARY, Verdict.INCONCLUSIVE, 1, Double.NaN);
    Judgement none =
        new Judgement(
            Verdict.INCONCLUSIVE,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN);
    return new Comparison("", c.metric(), c.position(), why, none, Pairs.NONE);
  }
}
