package wml.gate.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.gate.output.SampleGates;

/** Trends of simulated results. */
final class TrendTest {
  @TempDir private Path directory;

  private static Trend trend(List<StoredResult> results) {
    return Trend.of(results, List.of(), null);
  }

  private static TrendSeries series(Trend trend, String metric) {
    return trend.series().stream().filter(s -> s.metric().equals(metric)).findFirst().orElseThrow();
  }

  private static String text(Trend trend) {
    StringWriter out = new StringWriter();
    TrendText.print(trend, new PrintWriter(out));
    return out.toString();
  }

  @Test
  void aStepIsFoundAtItsCommitAndAlarms() {
    Trend trend = trend(SampleHistory.stepped(40, 35, 0.06, 3));
    assertTrue(trend.alarms());
    TrendSeries series = series(trend, "p99(read)");
    assertEquals(1, series.changes().size());
    assertTrue(Math.abs(series.changes().getFirst().index() - 35) <= 1);
    assertEquals(1.06, series.level(39), 0.01);
    assertEquals(1, series.level(0), 0.01);
    String text = text(trend);
    assertTrue(text.startsWith("WORSE: p99(read) changed by +"), text);
    String commit = series.points().get(series.changes().getFirst().index()).result().commit();
    assertTrue(text.contains(" at " + commit.substring(0, 8)), text);
  }

  @Test
  void aStepForTheBetterOrAnOldOneDoesNotAlarm() {
    assertFalse(trend(SampleHistory.stepped(40, 35, -0.06, 3)).alarms());
    Trend old = trend(SampleHistory.stepped(40, 20, 0.06, 3));
    assertFalse(old.alarms());
    assertEquals(1, series(old, "p99(read)").changes().size());
    assertTrue(text(old).startsWith("no change for the worse in the last 10 of 40 results"));
  }

  @Test
  void aMetricThatOnlyWarnsAlarmsWhenItIsAskedFor() {
    // Its iops fall as the latency rises; the latency's standing is primary.
    List<StoredResult> results = SampleHistory.stepped(40, 35, 0.06, 3);
    assertTrue(Trend.of(results, List.of("iops(all)"), null).alarms());
    List<StoredResult> warning =
        results.stream()
            .map(r -> StoredResult.of(r.text().replace("\"primary\"", "\"warning\"")))
            .toList();
    assertFalse(trend(warning).alarms());
    assertTrue(Trend.of(warning, List.of("iops(all)"), null).alarms());
  }

  @Test
  void theOrderIsThatOfTheBeginningNotOfTheFiles() {
    List<StoredResult> shuffled = new ArrayList<>(SampleHistory.stepped(40, 35, 0.06, 3));
    Trend expected = trend(shuffled);
    Collections.reverse(shuffled);
    assertEquals(expected, trend(shuffled));
  }

  @Test
  void machinesAreNotComparedWithEachOther() {
    List<StoredResult> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      results.add(SampleHistory.gate(i, i < 10 ? 1 : 2, i < 10 ? "a machine" : "another one"));
    }
    Trend trend = trend(results);
    assertFalse(trend.alarms());
    assertEquals(4, trend.series().size());
    assertTrue(trend.warnings().getFirst().contains("of 2 subjects"), trend.warnings().toString());
    assertTrue(text(trend).contains("a machine, gates against ref=v1 (000000000000)"), text(trend));
  }

  @Test
  void plainResultsAreRelativeToTheOldestOrToAChosenOne() {
    List<StoredResult> results =
        List.of(SampleHistory.run(1, 100), SampleHistory.run(2, 110), SampleHistory.run(3, 220));
    TrendSeries oldest = series(trend(results), "iops(all)");
    assertEquals(List.of(1.0, 1.1, 2.2), oldest.points().stream().map(p -> p.ratio()).toList());
    assertEquals(results.getFirst().name(), oldest.reference());
    Trend pinned = Trend.of(results, List.of(), results.get(2).name().substring(0, 9));
    assertEquals(
        List.of(100.0 / 220, 0.5, 1.0),
        series(pinned, "iops(all)").points().stream().map(p -> p.ratio()).toList());
    assertTrue(
        pinned.series().stream().noneMatch(s -> s.metric().contains("99.9")),
        "5 samples beyond it are too few");
  }

  @Test
  void unknownNamesAreRefusedWithTheNearest() {
    List<StoredResult> results = SampleHistory.stepped(3, 9, 0, 1);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Trend.of(results, List.of("p99(raed)"), null))
            .toString();
    assertTrue(message.contains("p99(read)"), message);
    assertThrows(IllegalArgumentException.class, () -> Trend.of(results, List.of(), "0123456789"));
  }

  @Test
  void aShortHistoryIsShownAndSaidToBeShort() {
    Trend one = trend(List.of(SampleHistory.gate(1, 1.02)));
    assertFalse(one.alarms());
    assertTrue(text(one).contains("none; too few results to tell"), text(one));
    assertEquals(0, trend(List.of()).series().size());
  }

  @Test
  void chartsAndJsonAreWrittenWhateverTheNames() throws IOException {
    StoredResult hostile =
        StoredResult.of(
            SampleHistory.gate(1, 1.1)
                .text()
                .replace(
                    "p99(read)",
                    SampleGates.HOSTILE
                        .replaceAll("[\\p{Cntrl}\\ud800]", "")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")));
    assertEquals("", hostile.fault());
    List<StoredResult> all = new ArrayList<>(SampleHistory.stepped(40, 35, 0.06, 3));
    all.add(hostile);
    Trend trend = trend(all);
    for (String line : text(trend).lines().toList()) {
      assertTrue(line.length() <= 100, line);
    }
    TrendOutputs.write(trend, directory);
    assertTrue(Files.size(directory.resolve("trend-p99-read.png")) > 5_000);
    assertTrue(Files.readString(directory.resolve("trend.json")).contains("wml-trend/1"));
    String look = System.getProperty("wml.look", "");
    if (!look.isEmpty()) {
      TrendOutputs.write(trend, Path.of(look, "trend"));
      Files.writeString(Path.of(look, "trend", "text.txt"), text(trend));
    }
  }
}
