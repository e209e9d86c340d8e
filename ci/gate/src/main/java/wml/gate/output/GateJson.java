package wml.gate.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import wml.api.plan.GatedMetric;
import wml.gate.decision.Judgement;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;
import wml.gate.result.Shift;
import wml.gate.result.Side;
import wml.reports.store.JsonText;

/** The {@code wml-gate/1} document: everything, so that it can be judged again. */
final class GateJson {
  static final String SCHEMA = "wml-gate/1";

  private final JsonGenerator json;

  private GateJson(JsonGenerator json) {
    this.json = json;
  }

  static void write(GateResult result, JsonGenerator json) throws IOException {
    new GateJson(json).document(result);
  }

  private void document(GateResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("verdict", result.verdict().name());
    json.writeStringField("reason", result.reason());
    json.writeStringField("workload", result.workload());
    side("baseline", result.baseline());
    side("candidate", result.candidate());
    json.writeStringField("mode", result.mode());
    json.writeStringField("order", result.order());
    json.writeNumberField("seed", result.seed());
    json.writeNumberField("pairs", result.pairs());
    json.writeStringField("started_at", result.startedAt());
    JsonText.number(json, "elapsed_s", result.seconds());
    json.writeArrayFieldStart("comparisons");
    for (Comparison comparison : result.comparisons()) {
      comparison(comparison);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("shifts");
    for (Shift shift : result.shifts()) {
      json.writeStartObject();
      JsonText.number(json, "percent", shift.percent());
      interval(shift.ratio(), shift.low(), shift.high());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("warnings");
    for (String warning : result.warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
    texts("environment", result.environment());
    json.writeEndObject();
  }

  private void side(String name, Side side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("given", side.given());
    json.writeStringField("commit", side.commit());
    json.writeStringField("target", side.target());
    json.writeStringField("workload_sha256", side.workload());
    texts("facts", side.facts());
    json.writeEndObject();
  }

  private void comparison(Comparison comparison) throws IOException {
    GatedMetric metric = comparison.metric();
    Judgement judgement = comparison.judgement();
    json.writeStartObject();
    json.writeStringField("metric", metric.text());
    json.writeStringField("point", comparison.point());
    json.writeStringField("unit", metric.unit().symbol());
    json.writeStringField("standing", metric.standing().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("more_is_better", metric.moreIsBetter());
    JsonText.number(json, "tolerance", metric.tolerance());
    JsonText.number(json, "floor", metric.floor());
    json.writeStringField("position", comparison.position());
    json.writeStringField("skipped", comparison.skipped());
    json.writeStringField("verdict", judgement.verdict().name());
    interval(judgement.ratio(), judgement.low(), judgement.high());
    JsonText.number(json, "p_worse", judgement.worse());
    JsonText.number(json, "p_tolerated", judgement.tolerated());
    JsonText.number(json, "visible", judgement.visible());
    values("baseline", comparison.pairs().baseline());
    values("candidate", comparison.pairs().candidate());
    json.writeEndObject();
  }

  private void interval(double ratio, double low, double high) throws IOException {
    JsonText.number(json, "ratio", ratio);
    JsonText.number(json, "low", low);
    JsonText.number(json, "high", high);
  }

  private void values(String name, double[] values) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  private void texts(String name, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }
}
