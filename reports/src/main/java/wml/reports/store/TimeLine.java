package wml.reports.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RunResult.FlowopRecord;

/** Writes what happened in a run over time: intervals and events. */
final class TimeLine {
  /** More are added up to as many: a chart has no more columns. */
  static final int MOST = 240;

  private final JsonGenerator json;

  TimeLine(JsonGenerator json) {
    this.json = json;
  }

  void write(Measurement measurement) throws IOException {
    json.writeArrayFieldStart("intervals");
    List<Interval> intervals = measurement.intervals();
    if (intervals.size() > 1) {
      int join = (intervals.size() + MOST - 1) / MOST;
      for (int i = 0; i < intervals.size(); i += join) {
        interval(intervals.subList(i, Math.min(intervals.size(), i + join)));
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (Measurement.Event event : measurement.events()) {
      json.writeStartObject();
      json.writeStringField("kind", event.kind());
      seconds("begin_s", event.beginNanos());
      seconds("duration_s", event.durationNanos());
      json.writeStringField("text", event.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void interval(List<Interval> parts) throws IOException {
    json.writeStartObject();
    seconds("begin_s", parts.getFirst().beginNanos());
    seconds("end_s", parts.getLast().endNanos());
    json.writeArrayFieldStart("flowops");
    for (int row = 0; row < parts.getFirst().flowops().size(); row++) {
      List<FlowopRecord> records = new ArrayList<>();
      for (Interval part : parts) {
        records.add(part.flowops().get(row));
      }
      flowop(row, records);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void flowop(int row, List<FlowopRecord> parts) throws IOException {
    LatencyHistogram latency = new LatencyHistogram();
    parts.forEach(p -> latency.add(p.latency()));
    long errors = parts.stream().mapToLong(FlowopRecord::errors).sum();
    if (latency.count() == 0 && errors == 0) {
      return;
    }
    json.writeStartObject();
    json.writeNumberField("flowop", row);
    json.writeNumberField("ops", parts.stream().mapToLong(FlowopRecord::ops).sum());
    json.writeNumberField("errors", errors);
    json.writeNumberField("bytes", parts.stream().mapToLong(FlowopRecord::bytes).sum());
    json.writeFieldName("mean_ns");
    json.writeNumber(BigDecimal.valueOf(latency.meanNanos()));
    json.writeNumberField("max_ns", latency.maxNanos());
    json.writeArrayFieldStart("histogram_ns");
    for (long[] bucket : HistogramRows.of(latency)) {
      json.writeArray(bucket, 0, bucket.length);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void seconds(String field, long nanos) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(nanos, 9));
  }
}
