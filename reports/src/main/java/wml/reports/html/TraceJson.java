package wml.reports.html;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import wml.api.result.Measurement;
import wml.api.result.RunResult;

/** The part of the page's data that is drawn over time. */
final class TraceJson {
  /** More marks hide what they mark. */
  private static final int MOST_EVENTS = 200;

  private TraceJson() {}

  /**
   * @param traces with the page's index of each flowop of the run
   */
  static void write(JsonGenerator json, Map<Trace, int[]> traces) throws IOException {
    json.writeArrayFieldStart("traces");
    for (Map.Entry<Trace, int[]> entry : traces.entrySet()) {
      Trace trace = entry.getKey();
      RunResult run = trace.run();
      json.writeStartObject();
      json.writeStringField("point", run.pointText());
      json.writeNumberField("index", run.runIndex());
      json.writeNumberField("rowsPerDecade", Trace.ROWS_PER_DECADE);
      json.writeArrayFieldStart("edges");
      for (double edge : trace.edges()) {
        PageJson.value(json, edge);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("phases");
      for (RunResult.Phase phase : run.phases()) {
        json.writeStartArray();
        json.writeString(phase.name());
        PageJson.value(json, phase.durationNanos() / 1e9);
        json.writeEndArray();
      }
      json.writeEndArray();
      events(json, run.measurement().events());
      lines(json, trace.lines(), entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void events(JsonGenerator json, List<Measurement.Event> events)
      throws IOException {
    json.writeNumberField("eventCount", events.size());
    json.writeArrayFieldStart("events");
    for (Measurement.Event event : events.subList(0, Math.min(MOST_EVENTS, events.size()))) {
      json.writeStartArray();
      json.writeString(event.kind());
      PageJson.value(json, event.beginNanos() / 1e9);
      PageJson.value(json, event.durationNanos() / 1e9);
      json.writeString(event.text());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** A column of heat is its first row with a count, and the counts from there on. */
  private static void lines(JsonGenerator json, List<Trace.Line> lines, int[] index)
      throws IOException {
    json.writeArrayFieldStart("lines");
    for (Trace.Line line : lines) {
      json.writeStartObject();
      json.writeNumberField("flowop", index[line.flowop()]);
      json.writeFieldName("ops");
      json.writeArray(line.ops(), 0, line.ops().length);
      json.writeFieldName("bytes");
      json.writeArray(line.bytes(), 0, line.bytes().length);
      json.writeArrayFieldStart("heat");
      for (int[] column : line.heat()) {
        int begin = 0;
        while (begin < column.length && column[begin] == 0) {
          begin++;
        }
        int end = column.length;
        while (end > begin && column[end - 1] == 0) {
          end--;
        }
        json.writeStartArray();
        if (end > begin) {
          json.writeNumber(begin);
        }
        for (int row = begin; row < end; row++) {
          json.writeNumber(column[row]);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
