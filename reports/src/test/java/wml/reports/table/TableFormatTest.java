package wml.reports.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult;
import wml.api.units.Durations;
import wml.reports.SampleRuns;

final class TableFormatTest {
  private static List<String> lines(RunResult run) throws IOException {
    StringBuilder out = new StringBuilder();
    new TableFormat().write(run, out);
    return out.toString().lines().toList();
  }

  private static SampleRuns.Builder huge() {
    String name = "a-very-long-name-of-a-flowop".repeat(6);
    return new SampleRuns.Builder()
        .path("/a/path/" + "that-never-ends".repeat(12))
        .flowop("p", "t", name + "1", "read", "io", "read", 9_999_999_999L, 1 << 20, 9_999_999, 5e9)
        .flowop("p", name, "x", "read", "io", "read", 9_999_999_999L, 1 << 20, 9_999_999, 123e3)
        .error("p", "t", name, "file:1:2", "EIO", 9_999_999, "word ".repeat(50), "x".repeat(300))
        .note("note " + "y".repeat(250));
  }

  @Test
  void noLineIsWiderThanTheTerminal() throws IOException {
    for (RunResult run : List.of(huge().build(), huge().problem("z".repeat(333)).build())) {
      for (String line : lines(run)) {
        assertTrue(line.codePointCount(0, line.length()) <= 100, line);
      }
    }
  }

  @Test
  void columnsStayAligned() throws IOException {
    for (RunResult run : List.of(huge().build(), SampleRuns.mail(), SampleRuns.database())) {
      List<String> lines = lines(run);
      int first = lines.indexOf(lines.stream().filter(l -> l.startsWith("flowop")).toList().get(0));
      int width = lines.get(first).length();
      List<String> table =
          lines.subList(first, lines.size()).stream().takeWhile(l -> !l.isEmpty()).toList();
      for (String line : table) {
        boolean group = line.contains(" / ") || !line.contains("  ");
        assertTrue(group || line.length() == width, line);
      }
    }
  }

  @Test
  void longNamesLoseTheirMiddle() {
    assertEquals("abc…xyz", TextLines.shorten("abcdefgxyz", 7));
    assertEquals("abcd…xyz", TextLines.shorten("abcdefgxyz", 8));
    assertEquals("abc", TextLines.shorten("abc", 3));
    assertEquals("a?[31mb", TextLines.shorten("a\u001b[31mb", 20));
  }

  @Test
  void latenciesOfThreadsAreAddedNotAveraged() throws IOException {
    LatencyHistogram fast = SampleRuns.histogram(1, 900, 1e3);
    LatencyHistogram slow = SampleRuns.histogram(2, 100, 1e9);
    LatencyHistogram both = new LatencyHistogram();
    both.add(fast);
    both.add(slow);
    RunResult run =
        new SampleRuns.Builder()
            .flowop("p", "a", "x", "read", "io", "read", 900, 1, 0, fast)
            .flowop("p", "b", "y", "read", "io", "read", 100, 1, 0, slow)
            .build();
    String total = lines(run).stream().filter(l -> l.startsWith("all I/O")).toList().get(0);
    assertTrue(total.contains(Durations.format((double) both.percentileNanos(99))), total);
    assertTrue(total.contains(Durations.format((double) both.percentileNanos(50))), total);
  }

  @Test
  void wrappingKeepsEveryCharacterOfAWord() {
    assertEquals(List.of("ab cd", "efghi", "jkl"), TextLines.wrap("ab cd efghijkl", 5));
    assertEquals(List.of(""), TextLines.wrap("", 5));
    assertEquals(List.of("abcde", "f"), TextLines.wrap("abcde f", 5));
    assertEquals(List.of("abcde"), TextLines.wrap("abcde ", 5));
  }

  @Test
  void aDirtyRunSaysWhyWithValueAndThreshold() throws IOException {
    RunResult run =
        new SampleRuns.Builder()
            .noise(Map.of("steal_fraction", 0.032, "gc_fraction", 0.5, "hiccup_p99_ms", 5.0))
            .build();
    List<String> lines = lines(run);
    int first =
        lines.indexOf(
            "dirty       the hypervisor took the processors away for 3.20 % of the time (above 1.00"
                + " %)");
    assertTrue(first > 0, () -> String.join("\n", lines));
    assertEquals(
        "            the JVM collected garbage for 50.0 % of the time (above 1.00 %)",
        lines.get(first + 1));
  }

  @Test
  void aCleanRunSaysNothingOfNoise() throws IOException {
    RunResult run = new SampleRuns.Builder().noise(Map.of("steal_fraction", 0.01)).build();
    assertTrue(lines(run).stream().noneMatch(line -> line.startsWith("dirty")));
  }
}
