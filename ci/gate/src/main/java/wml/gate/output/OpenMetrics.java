package wml.gate.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;

/** OpenMetrics 1.0, for a textfile collector or a push gateway. */
final class OpenMetrics {
  private final GateResult result;
  private final StringBuilder out = new StringBuilder();

  private OpenMetrics(GateResult result) {
    this.result = result;
  }

  static String of(GateResult result) {
    return new OpenMetrics(result).text();
  }

  private String text() {
    String workload = label("workload", result.workload());
    family("wml_gate_verdict", "stateset", "", "What the gate said.");
    for (Verdict verdict : Verdict.values()) {
      sample(
          "wml_gate_verdict",
          workload + "," + label("wml_gate_verdict", verdict.name()),
          verdict == result.verdict() ? 1 : 0);
    }
    family("wml_gate_pairs", "gauge", "", "Pairs that were measured.");
    sample("wml_gate_pairs", workload, result.pairs());
    family("wml_gate_duration_seconds", "gauge", "seconds", "How long the gate took.");
    sample("wml_gate_duration_seconds", workload, result.seconds());
    family(
        "wml_gate_pass",
        "gauge",
        "",
        "1: a change for the worse is ruled out; 0: it is not, or the metric was skipped.");
    each("wml_gate_pass", c -> c.finding() == Comparison.Finding.PASS ? 1 : 0);
    ratio("change", "Candidate over baseline.", c -> c.judgement().ratio());
    ratio("change_low", "Lower end of the 95 % interval.", c -> c.judgement().low());
    ratio("change_high", "Upper end of the 95 % interval.", c -> c.judgement().high());
    ratio("visible", "Smallest visible change for the worse.", c -> c.judgement().visible());
    values();
    return out.append("# EOF\n").toString();
  }

  private void ratio(String name, String help, ToDoubleFunction<Comparison> value) {
    family("wml_gate_" + name + "_ratio", "gauge", "ratio", help);
    each("wml_gate_" + name + "_ratio", value);
  }

  private void each(String name, ToDoubleFunction<Comparison> value) {
    for (Comparison comparison : result.comparisons()) {
      sample(name, labels(comparison), value.applyAsDouble(comparison));
    }
  }

  /** Medians; metrics of one unit are one family. */
  private void values() {
    Map<String, List<Comparison>> families = new LinkedHashMap<>();
    for (Comparison comparison : result.comparisons()) {
      if (comparison.pairs().size() > 0) {
        families.computeIfAbsent(unit(comparison), u -> new ArrayList<>()).add(comparison);
      }
    }
    families.forEach(
        (unit, members) -> {
          String name = "wml_gate_median" + (unit.isEmpty() ? "" : "_" + unit);
          family(name, "gauge", unit, "The median of a side's values.");
          for (Comparison c : members) {
            sample(name, labels(c) + ",side=\"baseline\"", Words.median(c.pairs().baseline()));
            sample(name, labels(c) + ",side=\"candidate\"", Words.median(c.pairs().candidate()));
          }
        });
  }

  private static String unit(Comparison comparison) {
    return switch (comparison.metric().unit()) {
      case DURATION -> "seconds";
      case PER_SECOND -> "per_second";
      case BYTES_PER_SECOND -> "bytes_per_second";
      case FRACTION -> "ratio";
      case PER_OPERATION -> "per_operation";
      case BYTES_PER_OPERATION -> "bytes_per_operation";
      case COUNT, NUMBER -> "";
    };
  }

  private String labels(Comparison comparison) {
    return label("workload", result.workload())
        + ","
        + label("metric", comparison.metric().text())
        + (comparison.point().isEmpty() ? "" : "," + label("point", comparison.point()));
  }

  private void family(String name, String type, String unit, String help) {
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    if (!unit.isEmpty()) {
      out.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
    }
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  private void sample(String name, String labels, double value) {
    String number =
        Double.isNaN(value)
            ? "NaN"
            : Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : number(value);
    out.append(name).append('{').append(labels).append("} ").append(number).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String label(String name, String value) {
    return name + "=\"" + Words.line(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
