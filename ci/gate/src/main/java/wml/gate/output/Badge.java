package wml.gate.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;

/** The endpoint format of shields.io. */
final class Badge {
  private static final int MOST_TEXT = 40;

  private Badge() {}

  static void write(GateResult result, JsonGenerator json) throws IOException {
    String message =
        switch (result.verdict()) {
          case PASS -> "pass";
          case INCONCLUSIVE -> "inconclusive";
          case UNSTABLE -> "unstable";
          case INVALID -> "invalid";
          case REGRESSION -> regression(result);
        };
    String color =
        switch (result.verdict()) {
          case PASS -> "brightgreen";
          case INCONCLUSIVE -> "yellow";
          case UNSTABLE -> "orange";
          case INVALID -> "lightgrey";
          case REGRESSION -> "red";
        };
    json.writeStartObject();
    json.writeNumberField("schemaVersion", 1);
    json.writeStringField("label", "performance");
    json.writeStringField("message", message);
    json.writeStringField("color", color);
    if (Annotations.isBroken(result)) {
      json.writeBooleanField("isError", true);
    }
    json.writeEndObject();
  }

  private static String regression(GateResult result) {
    return result.comparisons().stream()
        .filter(c -> c.finding() == Comparison.Finding.REGRESSION)
        .findFirst()
        .map(
            c ->
                Words.shortened(Words.line(c.name()), MOST_TEXT)
                    + " "
                    + Words.change(c.judgement().ratio()))
        .orElse("regression");
  }
}
