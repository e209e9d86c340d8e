package wml.reports.html;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** The part of the page's data that its verdict is made of. */
final class VerdictJson {
  private VerdictJson() {}

  static void write(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeObjectFieldStart("verdict");
    json.writeNumberField("valid", verdict.valid());
    json.writeNumberField("dirty", verdict.dirty());
    counted(json, "problems", verdict.problems());
    counted(json, "notes", verdict.notes());
    json.writeArrayFieldStart("assertions");
    for (Verdict.Assertion assertion : verdict.assertions()) {
      json.writeStartObject();
      json.writeStringField("text", assertion.first().text());
      json.writeStringField("position", assertion.first().position());
      json.writeNumberField("runs", assertion.runs());
      json.writeNumberField("held", assertion.held());
      json.writeStringField("first", assertion.first().sentence());
      json.writeArrayFieldStart("failures");
      for (String failure : assertion.failures()) {
        json.writeString(failure);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("disturbances");
    for (Verdict.Disturbed disturbed : verdict.disturbances()) {
      json.writeStartObject();
      json.writeStringField("metric", disturbed.worst().metric());
      json.writeStringField("text", disturbed.worst().sentence());
      json.writeStringField("point", disturbed.point());
      json.writeNumberField("runs", disturbed.runs());
      json.writeEndObject();
    }
    json.writeEndArray();
    errors(json, verdict);
    json.writeEndObject();
  }

  private static void errors(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeArrayFieldStart("errors");
    for (Verdict.Failure failure : verdict.errors()) {
      json.writeStartObject();
      json.writeStringField("flowop", failure.first().flowop());
      json.writeStringField("position", failure.first().position());
      json.writeStringField("kind", failure.first().kind());
      json.writeNumberField("count", failure.count());
      json.writeStringField(
          "example",
          failure.first().examples().isEmpty() ? "" : failure.first().examples().getFirst());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void counted(JsonGenerator json, String name, Map<String, Integer> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Map.Entry<String, Integer> entry : texts.entrySet()) {
      json.writeStartArray();
      json.writeString(entry.getKey());
      json.writeNumber(entry.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
