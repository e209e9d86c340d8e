package wml.gate.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.gate.result.GateResult;

final class GateTextTest {
  static Stream<Named<GateResult>> gates() {
    return GateOutputsTest.gates();
  }

  static String text(GateResult gate) {
    StringWriter out = new StringWriter();
    GateText.print(gate, new PrintWriter(out));
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("gates")
  void noLineIsWiderThanATerminalOrMovesItsCursor(GateResult gate) {
    for (String line : text(gate).lines().toList()) {
      assertTrue(line.length() <= 100, line);
      assertFalse(line.chars().anyMatch(Character::isISOControl), line);
    }
  }

  @Test
  void theVerdictComesFirstAndTheWorstMetricBeforeOthers() {
    List<String> lines = text(SampleGates.regression()).lines().toList();
    assertEquals("REGRESSION: p99(fsync) is 6.2 % higher, and it may be 5 %", lines.getFirst());
    List<String> metrics =
        lines.stream()
            .filter(l -> l.matches("(p|iops|bandwidth|syscalls|errors).*"))
            .map(l -> l.split(" ", 2)[0])
            .toList();
    assertEquals(
        List.of(
            "p99(fsync)",
            "bandwidth(all)",
            "p99(append)",
            "iops(all)",
            "syscalls(all)",
            "p50(read)",
            "errors(all)"),
        metrics);
  }

  @Test
  void rowsTellValuesChangeIntervalAndWhatCouldBeSeen() {
    String row =
        text(SampleGates.regression())
            .lines()
            .filter(l -> l.startsWith("p99(fsync)"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        row.matches(
            "p99\\(fsync\\) +1\\.2\\d ms +1\\.3\\d ms +\\+6\\.2 %  \\[\\+4\\.9 %, \\+7\\.5 %\\]"
                + " +2\\.1 %  REGRESSION"),
        row);
  }

  @Test
  void metricsSkippedForOneReasonAreNamedTogether() {
    String text = text(SampleGates.regression());
    assertTrue(text.contains("skipped: p99.9(fsync), p99.9(read): 12 samples lie"), text);
  }

  @Test
  void anInconclusiveGateSaysWhatCouldHaveBeenSeen() {
    String text = text(SampleGates.inconclusive());
    assertTrue(
        text.contains("smallest change for the worse that could have been seen: 8.1 %, of p99"),
        text);
    assertFalse(text(SampleGates.pass()).contains("could have been seen"));
  }

  @Test
  void manyMetricsAreCountedRatherThanListed() {
    GateResult gate = SampleGates.many(500);
    String text = text(gate);
    long judged = gate.comparisons().stream().filter(c -> c.skipped().isEmpty()).count();
    assertTrue(text.lines().count() < 170, text);
    assertTrue(text.contains("and " + (judged - 40) + " more: "), text);
    assertTrue(text.contains("and 20 more warnings"), text);
  }
}
