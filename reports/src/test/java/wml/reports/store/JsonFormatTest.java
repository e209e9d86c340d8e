package wml.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

final class JsonFormatTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static String text(RunResult run) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonFormat().write(run, out);
    return out.toString();
  }

  @Test
  void isFoundByItsName() {
    assertTrue(
        ServiceLoader.load(ResultFormat.class).stream()
            .anyMatch(p -> p.get().name().equals("json")));
  }

  @Test
  void endsWithOneNewline() throws IOException {
    String text = text(SampleRuns.mail());
    assertTrue(text.endsWith("}\n"), text);
    assertFalse(text.contains("\r"));
  }

  @Test
  void summaryAddsUpIoAndAioOnly() throws IOException {
    RunResult run = SampleRuns.database();
    JsonNode summary = MAPPER.readTree(text(run)).get("summary");
    assertEquals(61_000 + 61_000 + 1_234_567_890L, summary.get("ops").longValue());
    assertEquals(1_234_567_890L, summary.get("read_ops").longValue());
    assertEquals(61_000, summary.get("write_ops").longValue());
    assertEquals(1_000_000, summary.get("errors").longValue());
    assertEquals(
        summary.get("ops").longValue() / 60.0032, summary.get("ops_per_s").doubleValue(), 1e-3);
  }

  @Test
  void percentilesAreThoseOfTheMergedHistogram() throws IOException {
    LatencyHistogram first = SampleRuns.histogram(1, 5000, 1e4);
    LatencyHistogram second = SampleRuns.histogram(2, 5000, 1e6);
    LatencyHistogram merged = new LatencyHistogram();
    merged.add(first);
    merged.add(second);
    JsonNode document =
        MAPPER.readTree(
            text(
                new SampleRuns.Builder()
                    .flowop("p", "t", "a", "read", "io", "read", 5000, 1, 0, first)
                    .flowop("p", "u", "b", "read", "io", "read", 5000, 1, 0, second)
                    .flowop("p", "u", "c", "hog", "other", "none", 1, 1, 0, 1e12)
                    .build()));
    assertLatencies(merged, document.at("/summary/service_ns"));
    assertLatencies(first, document.at("/flowops/0/service_ns"));
    assertLatencies(second, document.at("/flowops/1/service_ns"));
  }

  private static void assertLatencies(LatencyHistogram expected, JsonNode json) {
    assertEquals(expected.meanNanos(), json.get("mean").doubleValue(), 1e-6);
    assertEquals(expected.minNanos(), json.get("min").longValue());
    assertEquals(expected.percentileNanos(50), json.get("p50").longValue());
    assertEquals(expected.percentileNanos(90), json.get("p90").longValue());
    assertEquals(expected.percentileNanos(99), json.get("p99").longValue());
    assertEquals(expected.percentileNanos(99.9), json.get("p999").longValue());
    assertEquals(expected.percentileNanos(99.99), json.get("p9999").longValue());
    assertEquals(expected.maxNanos(), json.get("max").longValue());
  }

  @Test
  void bucketsAddUpToTheOperations() throws IOException {
    JsonNode flowop = MAPPER.readTree(text(SampleRuns.mail())).at("/flowops/0");
    long counted = 0;
    long end = 0;
    for (JsonNode bucket : flowop.get("histogram_ns")) {
      assertTrue(bucket.get(0).longValue() >= end, "buckets rise and do not overlap");
      end = bucket.get(0).longValue() + bucket.get(1).longValue();
      counted += bucket.get(2).longValue();
    }
    assertEquals(12_680, counted);
    assertTrue(flowop.at("/service_ns/max").longValue() < end);
  }

  @Test
  void nothingMeasuredGivesZeroesAndNoNan() throws IOException {
    Map<String, Double> noise = Map.of("hiccup_max_ms", Double.NaN, "gc_s", 1.5e-9);
    String text =
        text(
            new SampleRuns.Builder()
                .noise(noise)
                .elapsed(0)
                .flowop("p", "t", "a", "read", "io", "read", 10, 1, 0, 1e3)
                .build());
    JsonNode document = MAPPER.readTree(text);
    assertEquals(0, document.at("/summary/ops_per_s").doubleValue());
    assertEquals(0, document.at("/summary/bytes_per_s").doubleValue());
    assertTrue(document.at("/noise/hiccup_max_ms").isNull());
    assertTrue(text.contains("\"gc_s\": 0.0000000015"), text);
    assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
  }

  @Test
  void jobsAreTheFlowopsThatReadOrWriteInFiosNames() throws IOException {
    JsonNode jobs = MAPPER.readTree(text(SampleRuns.series())).get("jobs");
    assertEquals(3, jobs.size());
    assertEquals("u.get", jobs.get(1).get("jobname").textValue());
    JsonNode read = jobs.get(0).get("read");
    assertEquals(9_000, read.get("total_ios").longValue());
    assertEquals(9_000 * 4096, read.get("io_bytes").longValue());
    assertEquals(9_000 / 2.5, read.get("iops").doubleValue());
    assertEquals(9_000 * 4096 / 2.5, read.get("bw_bytes").doubleValue(), 1);
    assertEquals(9_000 * 4 / 2.5, read.get("bw").doubleValue(), 1);
    assertEquals(2_500, read.get("runtime").longValue());
    assertEquals(3_000, read.get("iops_min").longValue());
    assertEquals(6_000, read.get("iops_max").longValue());
    assertEquals(3, read.get("iops_samples").longValue());
    assertEquals(0, jobs.get(0).get("write").get("total_ios").longValue());
    assertEquals(2_000, jobs.get(2).get("write").get("total_ios").longValue());
  }

  @Test
  void percentilesOfJobsAreThoseOfTheFlowop() throws IOException {
    RunResult run = SampleRuns.series();
    LatencyHistogram service = run.flowops().get(1).service();
    JsonNode clat = MAPPER.readTree(text(run)).get("jobs").get(1).get("read").get("clat_ns");
    assertEquals(service.percentileNanos(99), clat.get("percentile").get("99.000000").longValue());
    assertEquals(service.maxNanos(), clat.get("max").longValue());
    assertEquals(service.meanNanos(), clat.get("stddev").doubleValue(), 0.1 * service.meanNanos());
    long binned = 0;
    for (JsonNode count : clat.get("bins")) {
      binned += count.longValue();
    }
    assertEquals(service.count(), binned);
  }

  @Test
  void aDirtyRunNamesWhatDisturbedIt() throws IOException {
    RunResult run =
        new SampleRuns.Builder().noise(Map.of("hiccup_p99_ms", 7.5, "gc_fraction", 0.0)).build();
    JsonNode document = MAPPER.readTree(text(run));
    assertTrue(document.get("dirty").booleanValue());
    assertEquals(1, document.get("disturbances").size());
    JsonNode disturbance = document.get("disturbances").get(0);
    assertEquals("hiccup_p99_ms", disturbance.get("metric").textValue());
    assertEquals(7.5, disturbance.get("value").doubleValue());
    assertEquals(5, disturbance.get("threshold").doubleValue());
    assertFalse(MAPPER.readTree(text(SampleRuns.mail())).get("dirty").booleanValue());
  }
}
