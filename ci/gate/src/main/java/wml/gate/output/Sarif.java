package wml.gate.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import wml.gate.result.Comparison;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;
import wml.reports.store.JsonText;

/**
 * SARIF 2.1.0: a rule per metric, a result per finding at its flowop's line. An inconclusive metric
 * is {@code open}: evaluated, and too little known to decide.
 */
final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final GateResult result;
  private final JsonGenerator json;
  private final Map<String, Integer> rules = new LinkedHashMap<>();

  private Sarif(GateResult result, JsonGenerator json) {
    this.result = result;
    this.json = json;
    result
        .comparisons()
        .forEach(c -> rules.putIfAbsent(Words.line(c.metric().text()), rules.size()));
  }

  static void write(GateResult result, JsonGenerator json) throws IOException {
    new Sarif(result, json).log();
  }

  private void log() throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    tool();
    invocation();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (Comparison comparison : result.comparisons()) {
      if (comparison.finding() != Finding.PASS && comparison.finding() != Finding.SKIPPED) {
        result(comparison);
      }
    }
    json.writeEndArray();
    json.writeObjectFieldStart("properties");
    json.writeStringField("verdict", result.verdict().name());
    json.writeStringField("baseline", Words.side(result.baseline()));
    json.writeStringField("candidate", Words.side(result.candidate()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void tool() throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "wml gate");
    json.writeArrayFieldStart("rules");
    for (String metric : rules.keySet()) {
      json.writeStartObject();
      json.writeStringField("id", metric);
      message("shortDescription", metric + " must not become worse");
      message(
          "help",
          "Interleaved pairs of runs of baseline and candidate, compared by ranks inside blocks of"
              + " pairs. 'wml gate --json' has the values of all pairs.");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void invocation() throws IOException {
    boolean broken = Annotations.isBroken(result);
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", !broken);
    try {
      Instant start = Instant.parse(result.startedAt());
      long millis = Math.round(Math.max(0, result.seconds()) * 1e3);
      json.writeStringField("startTimeUtc", start.toString());
      json.writeStringField("endTimeUtc", start.plusMillis(millis).toString());
    } catch (DateTimeException e) {
      // A gate that never began has no times.
    }
    json.writeArrayFieldStart("toolExecutionNotifications");
    notification(broken ? "error" : "note", result.verdict() + ": " + result.reason());
    for (String warning : result.warnings()) {
      notification("warning", warning);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void notification(String level, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("level", level);
    message("message", text);
    json.writeEndObject();
  }

  private void result(Comparison comparison) throws IOException {
    String rule = Words.line(comparison.metric().text());
    boolean open = comparison.finding() == Finding.INCONCLUSIVE;
    json.writeStartObject();
    json.writeStringField("ruleId", rule);
    json.writeNumberField("ruleIndex", rules.getOrDefault(rule, -1));
    json.writeStringField("kind", open ? "open" : "fail");
    json.writeStringField(
        "level", open ? "none" : comparison.finding() == Finding.REGRESSION ? "error" : "warning");
    message("message", Words.sentence(comparison));
    Place place = Place.of(result, comparison);
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", place.uri());
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", place.line());
    json.writeNumberField("startColumn", place.column());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("metric/v1", Annotations.fingerprint(place, comparison.name()));
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    JsonText.number(json, "ratio", comparison.judgement().ratio());
    JsonText.number(json, "low", comparison.judgement().low());
    JsonText.number(json, "high", comparison.judgement().high());
    JsonText.number(json, "visible", comparison.judgement().visible());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Braces stand for arguments, and brackets for links, unless they are escaped. */
  private void message(String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField(
        "text",
        Words.line(text)
            .replace("\\", "\\\\")
            .replace("[", "\\[")
            .replace("]", "\\]")
            .replace("{", "{{")
            .replace("}", "}}"));
    json.writeEndObject();
  }
}
