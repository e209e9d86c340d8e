package wml.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveViewTest {
  private static LiveTotals totals() {
    LiveTotals totals = new LiveTotals();
    totals.interval(SampleIntervals.second(0, 500));
    totals.interval(SampleIntervals.second(1, 250));
    totals.interval(SampleIntervals.second(2, 1024));
    return totals;
  }

  @Test
  void showsTheLastSecondAndAllErrors() {
    assertEquals(
        List.of(
            "measure 3 s",
            "▄▃█",
            "last second                  ops/s       p50       p99     MiB/s    errors",
            "get                          1,024   1.00 ms   1.00 ms       1.0         -",
            "put_                             0         -         -         -         3"),
        LiveView.lines(totals(), "measure 3 s", 80, 24));
  }

  @Test
  void narrowTerminalsLoseColumnsFromTheRight() {
    assertEquals(
        List.of("measure 3…", "▄▃█", "last secon", "get       ", "put_      "),
        LiveView.lines(totals(), "measure 3 s", 11, 24).stream()
            .map(line -> line.replace("last seco…", "last secon"))
            .toList());
    assertEquals(
        "last sec…     ops/s       p50       p99",
        LiveView.lines(totals(), "", 40, 24).get(2).strip());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 17, 18, 19, 33, 80, 300})
  void noLineIsWiderThanTheTerminal(int columns) {
    LiveTotals totals = new LiveTotals();
    for (int i = 0; i < 400; i++) {
      totals.interval(SampleIntervals.second(i, i));
    }
    for (String line : LiveView.lines(totals, "x".repeat(500), columns, 24)) {
      assertTrue(line.codePointCount(0, line.length()) <= columns, line);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 24, 50})
  void thereAreNotMoreLinesThanTheTerminalHas(int rows) {
    LiveTotals totals = new LiveTotals();
    totals.interval(SampleIntervals.wide(30));
    List<String> lines = LiveView.lines(totals, "head", 80, rows);
    assertTrue(lines.size() <= rows, lines::toString);
    assertTrue(rows > 34 || rows < 5 || lines.getLast().endsWith(" more"), lines::toString);
  }

  @Test
  void beforeTheFirstIntervalThereIsOneLine() {
    assertEquals(List.of("warmup"), LiveView.lines(new LiveTotals(), "warmup", 80, 24));
  }
}
