package wml.api.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason to distrust a run's numbers: something besides workload and target took more than a
 * stated part of it. A run with one is <em>dirty</em>: still valid, but better repeated.
 *
 * @param metric as in {@link RunResult#noise}
 * @param value what was measured
 * @param threshold above which a run is dirty
 * @param sentence for people, with value and threshold
 */
public record Disturbance(String metric, double value, double threshold, String sentence) {
  /** Others only matter where they leave too little: on a machine that is about full. */
  private static final double FULL = 0.9;

  /**
   * All thresholds. 1 % of the time is what two runs may differ by before a careful reader asks
   * why; it is also the price that looking at a run may have.
   */
  private static final List<Limit> LIMITS =
      List.of(
          new Limit("steal_fraction", 0.01, "the hypervisor took the processors away for"),
          new Limit("throttled_fraction", 0.01, "the cgroup's quota held threads back for"),
          new Limit("gc_fraction", 0.01, "the JVM collected garbage for"),
          new Limit("safepoint_fraction", 0.01, "the JVM stopped all threads for"),
          // The naps are 10 ms: a hundredth of them late by half of one is more than timers do.
          new Limit("hiccup_p99_ms", 5, "the p99 of late wake-ups was"),
          // Kernel threads that write for the workload are others too: a tenth is still theirs.
          new Limit("cpu_others_fraction", 0.1, "others and the kernel used"));

  private record Limit(String metric, double threshold, String what) {
    Disturbance exceededBy(double value) {
      return new Disturbance(
          metric,
          value,
          threshold,
          "%s %s%s (above %s)".formatted(what, shown(value), of(), shown(threshold)));
    }

    private String shown(double amount) {
      return metric.endsWith("_ms")
          ? String.format(Locale.ROOT, "%.3g ms", amount)
          : String.format(Locale.ROOT, "%.3g %%", amount * 100);
    }

    private String of() {
      if (metric.endsWith("_ms")) {
        return "";
      }
      return metric.startsWith("cpu_") ? " of processors that were full" : " of the time";
    }
  }

  /** Those of a run, by what was measured beside it. */
  static List<Disturbance> in(Map<String, Double> noise) {
    List<Disturbance> found = new ArrayList<>();
    for (Limit limit : LIMITS) {
      @Nullable Double value = noise.get(limit.metric());
      if (value != null && value > limit.threshold() && matters(limit, noise)) {
        found.add(limit.exceededBy(value));
      }
    }
    return found;
  }

  private static boolean matters(Limit limit, Map<String, Double> noise) {
    return !limit.metric().equals("cpu_others_fraction")
        || noise.getOrDefault("cpu_busy_fraction", 0.0) > FULL;
  }
}
