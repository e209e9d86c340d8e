package wml.reports.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.api.result.AssertionRecord;
import wml.api.result.RateReport;
import wml.api.result.RunResult;

/** Writes a {@code wml-rates/1} object; the same promise holds as for results. */
final class RateDocument {
  static final String SCHEMA = "wml-rates/1";

  private final JsonGenerator json;

  RateDocument(JsonGenerator json) {
    this.json = json;
  }

  void write(RateReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("kind", report.kind().name().toLowerCase(Locale.ROOT));
    RunResult last = report.last();
    json.writeStringField("workload", last.workload().path());
    json.writeStringField("sha256", last.workload().sha256());
    json.writeStringField("target", last.target().name());
    texts("options", last.target().options());
    json.writeStringField("durability", last.target().durability());
    json.writeNumberField("seed", last.seed());
    texts("environment", last.environment());
    json.writeObjectFieldStart("noise_of_last_probe");
    for (Map.Entry<String, Double> noise : last.noise().entrySet()) {
      number(noise.getKey(), noise.getValue());
    }
    json.writeEndObject();
    json.writeStringField("objective", report.objective());
    number("maximum_per_s", report.maximumPerSecond());
    number("sustained_per_s", report.sustainedPerSecond());
    number("failed_per_s", report.failedPerSecond());
    json.writeStringField("conclusion", report.conclusion());
    json.writeArrayFieldStart("probes");
    for (RateReport.ProbeRecord probe : report.probes()) {
      probe(probe);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void texts(String field, Map<String, String> values) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> value : values.entrySet()) {
      json.writeStringField(value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }

  private void probe(RateReport.ProbeRecord probe) throws IOException {
    json.writeStartObject();
    number("planned_per_s", probe.plannedPerSecond());
    number("executed_per_s", probe.executedPerSecond());
    number("kept_share", probe.keptShare());
    number("slip_s_per_s", probe.slip());
    json.writeBooleanField("kept", probe.kept());
    json.writeBooleanField("met", probe.met());
    json.writeArrayFieldStart("measured");
    for (AssertionRecord.Measured measured : probe.measured()) {
      json.writeStartObject();
      json.writeStringField("metric", measured.metric());
      number("value", measured.value());
      json.writeStringField("unit", measured.unit().symbol());
      json.writeEndObject();
    }
    json.writeEndArray();
    LatencyHistogram latency = probe.latency();
    json.writeObjectFieldStart("latency_ns");
    number("mean", latency.meanNanos());
    json.writeNumberField("p50", latency.percentileNanos(50));
    json.writeNumberField("p90", latency.percentileNanos(90));
    json.writeNumberField("p99", latency.percentileNanos(99));
    json.writeNumberField("p999", latency.percentileNanos(99.9));
    json.writeNumberField("max", latency.maxNanos());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Null if there is none, or no bound. */
  private void number(String field, double value) throws IOException {
    json.writeFieldName(field);
    if (Double.isFinite(value)) {
      json.writeNumber(BigDecimal.valueOf(value));
    } else {
      json.writeNull();
    }
  }
}
