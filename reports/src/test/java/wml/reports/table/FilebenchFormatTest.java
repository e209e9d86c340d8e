package wml.reports.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

final class FilebenchFormatTest {
  private static List<String> lines(RunResult run) throws IOException {
    StringBuilder out = new StringBuilder();
    new FilebenchFormat().write(run, out);
    assertTrue(out.toString().endsWith("\n"));
    return out.toString().lines().toList();
  }

  private static LatencyHistogram of(long... nanos) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long value : nanos) {
      histogram.record(value);
    }
    return histogram;
  }

  private static SampleRuns.Builder twoThreads() {
    return new SampleRuns.Builder()
        .elapsed(2_000_000_000L)
        .flowop("p", "a", "read", "read", "io", "read", 3, 1 << 20, 0, of(0, 1, 2_000_000))
        .flowop("p", "a", "write", "write", "io", "write", 1, 1 << 20, 0, of(4_000_000))
        .flowop("p", "b", "read", "read", "io", "read", 1, 1 << 20, 0, of(1023));
  }

  @Test
  void sameNamesAreOneLineAndTheLastComesFirst() throws IOException {
    assertEquals(
        List.of(
            "3.250: Run took 2 seconds...",
            "3.250: Per-Operation Breakdown",
            "read                 4ops 2ops/s 2.0mb/s 0.500ms/op [0.000ms - 2.000ms]",
            "write                1ops 1ops/s 0.5mb/s 4.000ms/op [4.000ms - 4.000ms]",
            "3.250: IO Summary: 5 ops 2.500 ops/s 2/1 rd/wr 2.5mb/s 1.200ms/op",
            "3.250: Shutting down processes"),
        lines(twoThreads().build()));
  }

  @Test
  void fieldsOfTheSummaryStandWhereScriptsLook() throws IOException {
    String summary =
        lines(SampleRuns.mail()).stream().filter(l -> l.contains("IO Summary")).toList().get(0);
    String[] fields = summary.split(" ");
    assertEquals(11, fields.length, summary);
    assertEquals("63400", fields[3]);
    assertEquals("ops", fields[4]);
    assertEquals("1056.610", fields[5]);
    assertEquals("ops/s", fields[6]);
    assertEquals("423/423", fields[7]);
    assertEquals("rd/wr", fields[8]);
    assertTrue(fields[9].endsWith("mb/s") && fields[10].endsWith("ms/op"), summary);
  }

  @Test
  void countersArePowersOfTwo() throws IOException {
    String read = lines(twoThreads().latencyHistogram().build()).get(2);
    String[] parts = read.split("\t");
    assertTrue(parts[1].startsWith("[ ") && parts[1].endsWith(" ]"), parts[1]);
    String[] counters = parts[1].substring(2, parts[1].length() - 2).split(" ");
    assertEquals(64, counters.length);
    for (int i = 0; i < counters.length; i++) {
      // 0 ns; 1 ns; 1023 ns is below 2^10; 2 ms is below 2^21.
      String expected = i == 0 || i == 1 || i == 10 || i == 21 ? "1" : "0";
      assertEquals(expected, counters[i], "counter " + i);
    }
  }

  @Test
  void anInvalidRunHasNoTable() throws IOException {
    List<String> lines = lines(twoThreads().problem("a disk broke").build());
    assertTrue(lines.contains("3.250: NO VALID RESULTS"), lines.toString());
    assertFalse(lines.toString().contains("IO Summary"), lines.toString());
    assertFalse(lines.toString().contains("Breakdown"), lines.toString());
  }

  @Test
  void theLocaleDoesNotMatter() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertTrue(lines(twoThreads().build()).get(4).contains(" 2.500 ops/s"));
    } finally {
      Locale.setDefault(before);
    }
  }
}
