package wml.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.SampleRuns;
import wml.reports.figure.Metric;

final class ReportPageTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @TempDir Path scratch;

  private static String page(List<ReportedResult> results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportPage.write(results, Comparison.warnings(results), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String page(List<RunResult> runs, String name) throws IOException {
    return page(List.of(ReportedResult.read(SampleResults.write(scratch.resolve(name), runs), 1)));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertTrue(data.find());
    return new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void matrixOfIozoneIsSmallAndWhole() throws Exception {
    String page = page(SampleResults.matrix(1, 1, "bare metal"), "m.json");
    assertTrue(page.length() < 500_000, page.length() + " bytes");
    JsonNode result = data(page).path("results").path(0);
    assertEquals(189, result.path("points").size());
    assertEquals("[]", result.path("leftOut").toString());
    assertEquals(1 + SampleResults.TESTS.size(), result.path("flowops").size());
    assertEquals("64g", result.path("variables").path(0).path("values").path(20).asText());
    assertEquals(
        Math.pow(2, 36), result.path("variables").path(0).path("numbers").path(20).asDouble());
  }

  @Test
  void cellsHoldPassesAndTheirInterval() throws Exception {
    JsonNode cell =
        data(page(SampleResults.matrix(1, 1, "x"), "m.json"))
            .path("results")
            .path(0)
            .path("points")
            .path(0)
            .path(4)
            .path(1);
    assertEquals(1, cell.path(0).asInt(), "runs");
    assertEquals(12, cell.path(4).asInt(), "passes");
    double median = cell.path(5).path(0).asDouble();
    assertTrue(
        cell.path(6).path(0).asDouble() <= median && median <= cell.path(6).path(1).asDouble(),
        cell.toString());
  }

  @Test
  void percentilesThatTooFewOperationsHaveAreNotKnown() throws Exception {
    JsonNode medians =
        data(page(SampleResults.matrix(1, 1, "x"), "m.json"))
            .path("results")
            .path(0)
            .path("points")
            .path(0)
            .path(4)
            .path(1)
            .path(5);
    assertTrue(medians.path(PageJson.METRICS.indexOf(Metric.P90)).isNumber());
    assertTrue(medians.path(PageJson.METRICS.indexOf(Metric.P99)).isNull());
  }

  @Test
  void repeatedRunsGiveIntervalsOfEveryMetric() throws Exception {
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      runs.add(SampleRuns.point(0, "4k", 2, 1e5 + 1000 * i));
    }
    JsonNode point = data(page(runs, "r.json")).path("results").path(0).path("points").path(0);
    JsonNode cell = point.path(4).path(0);
    assertEquals(7, point.path(1).asInt());
    assertEquals(7, cell.path(0).asInt());
    int p99 = PageJson.METRICS.indexOf(Metric.P99);
    assertTrue(
        cell.path(6).path(2 * p99).asDouble() <= cell.path(5).path(p99).asDouble(),
        cell.toString());
  }

  @Test
  void whatResultsContainCanNotEndTheScript() throws Exception {
    String hostile = "a/</script><script>alert(1)</script>\u2028\"'&<!--.wml";
    String page = page(List.of(SampleResults.overTime(hostile, Map.of(), 5)), "h.json");
    assertEquals(1, page.split("</title>", -1).length - 1);
    assertEquals(2, page.split("</script>", -1).length - 1);
    assertEquals(
        hostile, data(page).path("results").path(0).path("workload").path("path").asText());
    assertFalse(page.contains("<!--"));
  }

  @Test
  void policyForbidsAllLoadsAndKnowsItsScriptAndStyle() throws Exception {
    String page = page(List.of(SampleRuns.mail()), "m.json");
    assertTrue(page.contains("default-src 'none'"));
    for (String tag : List.of("script", "style")) {
      String text =
          page.substring(
              page.lastIndexOf("<" + tag + ">") + tag.length() + 2,
              page.lastIndexOf("</" + tag + ">"));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      assertTrue(
          page.contains(
              "%s-src 'sha256-%s'".formatted(tag, Base64.getEncoder().encodeToString(digest))),
          tag);
    }
    assertFalse(Pattern.compile("(src|href)=\"(https?:)?//").matcher(page).find());
  }

  @Test
  void sourceIsShownOnlyIfItIsWhatRan() throws Exception {
    Path workload = Files.writeString(scratch.resolve("w.wml"), "define file\nrun 1\n");
    String digest =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(workload)));
    var same = new RunResult.Workload(workload.toString(), digest, Map.of(), "");
    assertEquals("define file\nrun 1\n", SourceText.of(same).text());
    Files.writeString(workload, "run 2\n");
    assertTrue(SourceText.of(same).absence().contains("has changed"));
    Files.delete(workload);
    assertTrue(SourceText.of(same).absence().contains("not there"));
    assertEquals(7, SourceText.line("/elsewhere/w.wml:7:3", workload.toString()));
    assertEquals(0, SourceText.line("other.wml:7:3", workload.toString()));
  }

  @Test
  void commandRepeatsTargetSeedAndVariablesButNotTheSweep() throws Exception {
    RunResult run = SampleResults.matrix(1, 1, "x").getFirst();
    assertEquals(
        "wml run workloads/surfaces/iozone.wml --target posix:async=auto --seed 42 --repeats 3"
            + " -D 'dir=/mnt/test area' --json again.json",
        Repetition.of(run, run.point().keySet(), 3).command());
  }

  @Test
  void commandThatWasGivenIsTakenAsItIs() throws Exception {
    RunResult run = SampleResults.matrix(1, 1, "x").getFirst();
    run.environment().put("command", "wml auto -a");
    assertEquals("wml auto -a", Repetition.of(run, Set.of(), 1).command());
  }

  @Test
  void variablesSortByValueWhateverTheirUnit() {
    assertEquals(
        List.of("512", "4k", "1m"),
        SweptVariable.of("size", new java.util.LinkedHashSet<>(List.of("1m", "4k", "512")))
            .values());
    assertEquals(
        List.of("5ms", "1s"),
        SweptVariable.of("pause", new java.util.LinkedHashSet<>(List.of("1s", "5ms"))).values());
    assertEquals(
        List.of("on", "off"),
        SweptVariable.of("cache", new java.util.LinkedHashSet<>(List.of("on", "off"))).values());
  }

  @Test
  void differentMachinesAndWorkloadsAreWarnedAbout() throws Exception {
    ReportedResult a =
        ReportedResult.read(
            SampleResults.write(
                scratch.resolve("a.json"), SampleResults.matrix(1, 1, "bare metal")),
            2);
    ReportedResult b =
        ReportedResult.read(
            SampleResults.write(scratch.resolve("b.json"), List.of(SampleRuns.mail())), 2);
    String warnings = String.join("\n", Comparison.warnings(List.of(a, b)));
    assertTrue(
        warnings.contains(
            "a.json and b.json ran on machines of different classes: bare metal; unknown"),
        warnings);
    assertTrue(warnings.contains("no flowop in common"), warnings);
    assertEquals(List.of(), Comparison.warnings(List.of(a, a)));
  }

  @Test
  void pageOfThousandsOfPointsSaysWhatItLeavesOut() throws Exception {
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < 7_000; i++) {
      Map<String, String> at = new LinkedHashMap<>();
      at.put("i", Integer.toString(i));
      LatencyHistogram one = new LatencyHistogram();
      one.record(1000 + i);
      FlowopRecord flowop =
          new FlowopRecord("", "p", "t", "f", "read", "io", "read", 1, 0, 512, one);
      runs.add(
          SampleResults.run("w.wml", i, 7_000, at, List.of(flowop), List.of(), List.of(), "x"));
    }
    JsonNode result = data(page(runs, "many.json")).path("results").path(0);
    assertEquals(7_000, result.path("runs").asInt());
    assertEquals(7_000, result.path("verdict").path("valid").asInt());
    assertEquals(140, result.path("verdict").path("dirty").asInt());
    assertEquals(3_000, result.path("points").size());
    assertTrue(
        result.path("leftOut").path(0).asText().startsWith("4,000 of 7,000 points are not listed"),
        result.path("leftOut").toString());
  }
}
