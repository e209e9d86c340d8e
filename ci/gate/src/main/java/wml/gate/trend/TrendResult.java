package wml.gate.trend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a stored result tells a trend.
 *
 * @param name SHA-256 of its document
 * @param startedAt as recorded, ISO 8601
 * @param commit empty if it is not known
 * @param subject what must be equal for values to be one series
 */
record TrendResult(
    String name, String startedAt, String commit, Subject subject, List<Value> values) {
  /** A percentile rests on at least so many samples beyond it. */
  private static final double FEWEST_BEYOND = 20;

  private static final int SHORT = 12;

  TrendResult {
    values = List.copyOf(values);
  }

  /**
   * What was measured, where, and against what.
   *
   * @param digest of the workload
   * @param target with its options, and the variables of the workload
   * @param against the baseline of gates; empty of plain results
   */
  record Subject(
      String workload, String digest, String target, String machineClass, String against) {
    /** In the words of a heading. */
    String text() {
      String text =
          "%s (%s), %s, %s"
              .formatted(
                  workload.substring(workload.lastIndexOf('/') + 1),
                  digest.substring(0, Math.min(SHORT, digest.length())),
                  target,
                  machineClass);
      return against.isEmpty() ? text : text + ", gates against " + against;
    }
  }

  /**
   * Of a metric.
   *
   * @param primary whether an exit code may rest on it
   * @param value in its unit; of gates the ratio of candidate to baseline
   */
  record Value(String metric, boolean moreIsBetter, boolean primary, double value) {}

  boolean isGate() {
    return !subject.against().isEmpty();
  }

  static TrendResult of(StoredResult stored) {
    JsonNode json = stored.json();
    return json.path("schema").asText().equals(StoredResult.GATE)
        ? gate(stored, json)
        : run(stored, json);
  }

  private static TrendResult gate(StoredResult stored, JsonNode json) {
    JsonNode baseline = json.path("baseline");
    JsonNode candidate = json.path("candidate");
    String commit = baseline.path("commit").asText();
    String given = baseline.path("given").asText();
    String against =
        given
            + (commit.isEmpty()
                ? ""
                : " (" + commit.substring(0, Math.min(SHORT, commit.length())) + ")");
    List<Value> values = new ArrayList<>();
    for (JsonNode comparison : json.path("comparisons")) {
      JsonNode ratio = comparison.path("ratio");
      if (ratio.isNumber()
          && ratio.asDouble() > 0
          && comparison.path("skipped").asText().isEmpty()) {
        String point = comparison.path("point").asText();
        values.add(
            new Value(
                comparison.path("metric").asText() + (point.isEmpty() ? "" : ", " + point),
                comparison.path("more_is_better").asBoolean(),
                !comparison.path("standing").asText().equals("warning"),
                ratio.asDouble()));
      }
    }
    return new TrendResult(
        stored.name(),
        json.path("started_at").asText(),
        candidate.path("commit").asText(),
        new Subject(
            json.path("workload").asText(),
            candidate.path("workload_sha256").asText(),
            candidate.path("target").asText(),
            machine(json),
            against.isEmpty() ? "an unnamed baseline" : against),
        values);
  }

  private static TrendResult run(StoredResult stored, JsonNode json) {
    JsonNode target = json.path("target");
    Map<String, String> options = new TreeMap<>();
    target
        .path("options")
        .properties()
        .forEach(e -> options.put(e.getKey(), e.getValue().asText()));
    Map<String, String> point = new TreeMap<>();
    json.path("point").properties().forEach(e -> point.put(e.getKey(), e.getValue().asText()));
    JsonNode workload = json.path("workload");
    workload
        .path("resolved")
        .path("variables")
        .properties()
        .forEach(
            e -> {
              // Where the files stand is another place in each run of CI.
              if (!point.containsKey(e.getKey()) && !e.getKey().equals("dir")) {
                options.put("$" + e.getKey(), e.getValue().asText());
              }
            });
    return new TrendResult(
        stored.name(),
        json.path("started_at").asText(),
        stored.commit(),
        new Subject(
            workload.path("path").asText(),
            workload.path("sha256").asText(),
            target.path("name").asText() + texts(options, ":"),
            machine(json),
            ""),
        values(json.path("summary"), texts(point, ", ")));
  }

  private static String texts(Map<String, String> map, String before) {
    return map.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(",", map.isEmpty() ? "" : before, ""));
  }

  private static String machine(JsonNode json) {
    return json.path("environment").path("machine_class").asText("an unknown machine");
  }

  private static List<Value> values(JsonNode summary, String point) {
    List<Value> values = new ArrayList<>();
    values.add(
        new Value("iops(all)" + point, true, true, summary.path("ops_per_s").asDouble(Double.NaN)));
    values.add(
        new Value(
            "bandwidth(all)" + point,
            true,
            false,
            summary.path("bytes_per_s").asDouble(Double.NaN)));
    double ops = summary.path("ops").asDouble();
    JsonNode latency =
        summary.has("response_ns") ? summary.path("response_ns") : summary.path("service_ns");
    for (Object[] percentile :
        new Object[][] {{"p50", "p50", 0.5}, {"p99", "p99", 0.01}, {"p99.9", "p999", 0.001}}) {
      double nanos = latency.path((String) percentile[1]).asDouble(Double.NaN);
      if (ops * (Double) percentile[2] >= FEWEST_BEYOND) {
        boolean primary = percentile[0].equals("p99");
        values.add(new Value(percentile[0] + "(all)" + point, false, primary, nanos / 1e9));
      }
    }
    return values.stream().filter(v -> v.value() > 0 && Double.isFinite(v.value())).toList();
  }
}
