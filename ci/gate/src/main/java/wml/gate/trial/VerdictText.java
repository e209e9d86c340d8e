package wml.gate.trial;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wml.api.plan.GatedMetric.Standing;
import wml.gate.decision.Outcome;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;

/** Why a verdict is what it is, in a sentence. */
final class VerdictText {
  private VerdictText() {}

  static String of(Outcome outcome, List<Comparison> comparisons) {
    List<Comparison> counting =
        comparisons.stream()
            .filter(c -> c.skipped().isEmpty() && c.metric().standing() != Standing.WARNING)
            .toList();
    return switch (outcome.verdict()) {
      case REGRESSION -> names(of(counting, Verdict.REGRESSION), true) + " became worse";
      case PASS ->
          counting.stream().map(Comparison::name).collect(Collectors.joining(", "))
              + ": no change for the worse of the tolerance or more";
      default ->
          "neither a regression nor its absence is sure: "
              + names(of(counting, Verdict.INCONCLUSIVE), false);
    };
  }

  private static List<Comparison> of(List<Comparison> all, Verdict verdict) {
    return all.stream().filter(c -> c.judgement().verdict() == verdict).toList();
  }

  private static String names(List<Comparison> all, boolean changes) {
    return all.stream()
        .map(c -> c.name() + (changes ? change(c) : visible(c)))
        .collect(Collectors.joining(", "));
  }

  private static String change(Comparison c) {
    double ratio = c.judgement().ratio();
    return Double.isFinite(ratio)
        ? String.format(Locale.ROOT, " (%+.1f %%)", (ratio - 1) * 100)
        : "";
  }

  private static String visible(Comparison c) {
    double visible = c.judgement().visible();
    return Double.isFinite(visible)
        ? String.format(Locale.ROOT, " (%.1f %% or more would have been seen)", visible * 100)
        : "";
  }
}
