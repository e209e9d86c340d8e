package wml.gate.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import wml.api.plan.GatedMetric.Standing;
import wml.api.units.Durations;
import wml.gate.decision.Design;
import wml.gate.decision.Pairs;
import wml.gate.decision.Rule;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;
import wml.gate.trial.PseudoGates;

/** What a self-test found, in a table and in plain words. */
final class SelftestReport {
  private static final int[] PAIRS = {5, 10, 20};
  private static final int GATES = 1000;

  /** What a design for any runner promises; more alarms than that are this runner's. */
  private static final double MOST_ALARMS = 0.01;

  private final PrintWriter out;
  private final List<String> findings = new ArrayList<>();

  SelftestReport(PrintWriter out) {
    this.out = out;
  }

  void failed(GateResult result) {
    out.println(result.verdict() + ": " + result.reason());
    out.println(
        "A gate can't be trusted on this runner as it is now: look what else it does, or measure"
            + " longer (--runtime).");
    out.flush();
  }

  /** Of sides that are the same. */
  void equalSides(GateResult result, long seed) {
    List<Comparison> primary =
        result.comparisons().stream()
            .filter(c -> c.skipped().isEmpty() && c.metric().standing() == Standing.PRIMARY)
            .toList();
    out.printf(
        Locale.ROOT,
        "the same twice: %d pairs, %s, %.0f s%n%n",
        result.pairs(),
        result.mode(),
        result.seconds());
    out.printf("%-14s %10s   smallest slowdown seen nine times of ten%n", "metric", "pair's");
    out.printf("%-14s %10s", "", "spread");
    for (int n : PAIRS) {
      out.printf(" %9s", n + " pairs");
    }
    out.println();
    Design design = Design.DEFAULT;
    for (int i = 0; i < primary.size(); i++) {
      Comparison c = primary.get(i);
      out.printf("%-14s %10s", c.name(), percent(spread(c.pairs())));
      for (int n : PAIRS) {
        double seen =
            n > c.pairs().size()
                ? Double.NaN
                : PseudoGates.visible(design, Rule.of(c.metric()), c.pairs(), n, seed);
        out.printf(" %9s", percent(seen));
        if (n == 10 && i == 0) {
          findings.add(
              "With 10 pairs it sees a change of %s in %s".formatted(percent(seen), c.name()));
        }
      }
      out.println();
    }
    result.comparisons().stream()
        .filter(c -> !c.skipped().isEmpty() && c.metric().standing() == Standing.PRIMARY)
        .forEach(c -> out.println(c.name() + ": skipped, " + c.skipped()));
    int alarms =
        PseudoGates.falseAlarms(
            design,
            primary.stream().map(c -> Rule.of(c.metric())).toList(),
            primary.stream().map(Comparison::pairs).toList(),
            GATES,
            seed);
    out.printf("%nfalse alarms: %d of %d gates made of these pairs%n", alarms, GATES);
    findings.add(
        alarms <= MOST_ALARMS * GATES
            ? "it does not alarm for nothing"
            : "but its noise sets off false alarms: don't gate here before that is mended");
    out.flush();
  }

  void cannotDelay(String target) {
    out.println("target " + target + " can't be delayed, so what that shows is not known");
    out.flush();
  }

  /** Of a candidate with a delay. */
  void delayed(GateResult result, double share, long delayNanos, double meanNanos) {
    out.printf(
        "delay of %s (%s of a mean of %s): %s after %d pairs, %s%n",
        percent(share),
        Durations.format((double) delayNanos),
        Durations.format(meanNanos),
        result.verdict(),
        result.pairs(),
        result.reason());
    String percent = percent(share);
    findings.add(
        switch (result.verdict()) {
          case REGRESSION -> "a delay of " + percent + " is found";
          case PASS -> "a delay of " + percent + " PASSES: the tolerance is wider than that";
          case INCONCLUSIVE -> "a delay of " + percent + " needs more pairs to be sure";
          case UNSTABLE, INVALID -> "a delay of " + percent + " could not be measured";
        });
    out.flush();
  }

  void conclusion() {
    out.println();
    out.println("In plain words: " + String.join("; ", findings) + ".");
    out.flush();
  }

  /** Robust standard deviation of the logarithm of a pair's ratio. */
  private static double spread(Pairs pairs) {
    double[] logs =
        pairs.list().stream().mapToDouble(p -> Math.log(p.candidate() / p.baseline())).toArray();
    double middle = median(logs);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.abs(logs[i] - middle);
    }
    return 1.4826 * median(logs);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static String percent(double fraction) {
    return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.1f%%", fraction * 100) : "-";
  }
}
