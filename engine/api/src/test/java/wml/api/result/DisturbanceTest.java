package wml.api.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DisturbanceTest {
  private static List<String> metrics(Map<String, Double> noise) {
    return Disturbance.in(noise).stream().map(Disturbance::metric).toList();
  }

  @Test
  void aThresholdItselfIsStillClean() {
    assertEquals(List.of(), metrics(Map.of("steal_fraction", 0.01, "hiccup_p99_ms", 5.0)));
    assertEquals(List.of("steal_fraction"), metrics(Map.of("steal_fraction", 0.0101)));
    assertEquals(List.of("hiccup_p99_ms"), metrics(Map.of("hiccup_p99_ms", 5.1)));
  }

  @Test
  void whatWasNotMeasuredIsClean() {
    assertEquals(List.of(), metrics(Map.of()));
    assertEquals(List.of(), metrics(Map.of("gc_fraction", Double.NaN)));
  }

  @Test
  void othersMatterOnAFullMachineOnly() {
    assertEquals(List.of(), metrics(Map.of("cpu_others_fraction", 0.5, "cpu_busy_fraction", 0.6)));
    assertEquals(
        List.of("cpu_others_fraction"),
        metrics(Map.of("cpu_others_fraction", 0.5, "cpu_busy_fraction", 0.95)));
  }

  @Test
  void sentencesHoldValueAndThreshold() {
    assertEquals(
        "the cgroup's quota held threads back for 2.50 % of the time (above 1.00 %)",
        Disturbance.in(Map.of("throttled_fraction", 0.025)).getFirst().sentence());
    assertEquals(
        "the p99 of late wake-ups was 12.3 ms (above 5.00 ms)",
        Disturbance.in(Map.of("hiccup_p99_ms", 12.34)).getFirst().sentence());
  }
}
