package wml.gate.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.gate.decision.Verdict;

/**
 * What a gate found, with everything needed to judge or repeat it.
 *
 * @param reason of the verdict, a sentence for people
 * @param workload path of the file as given
 * @param mode {@code slices} or {@code runs}
 * @param order of the pairs' sides, such as {@code ABBABAAB}: A is the baseline
 * @param seed of the order
 * @param pairs that were measured
 * @param comparisons in any order; they are kept the worst first
 * @param shifts of the latencies of all I/O; empty if there are too few
 * @param warnings sentences
 * @param environment of the machine, by name, as in results
 */
public record GateResult(
    Verdict verdict,
    String reason,
    String workload,
    Side baseline,
    Side candidate,
    String mode,
    String order,
    long seed,
    int pairs,
    String startedAt,
    double seconds,
    List<Comparison> comparisons,
    List<Shift> shifts,
    List<String> warnings,
    Map<String, String> environment) {
  public GateResult {
    comparisons = comparisons.stream().sorted(Comparison.WORST_FIRST).toList();
    shifts = List.copyOf(shifts);
    warnings = List.copyOf(warnings);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
