package wml.reports.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.MachineProfile;
import wml.api.result.AssertionRecord;
import wml.api.result.Disturbance;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Counter;

/**
 * Writes one run as a {@code wml-result/1} object; {@code result.schema.json} describes it. Fields
 * may be added under the same number; a field that is removed or changes its meaning raises it.
 */
final class ResultDocument {
  static final String SCHEMA = "wml-result/1";

  private final JsonGenerator json;

  ResultDocument(JsonGenerator json) {
    this.json = json;
  }

  void write(RunResult run) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeBooleanField("valid", run.valid());
    texts("problems", run.problems());
    texts("notes", run.notes());
    workload(run.workload());
    target(run.target());
    json.writeNumberField("seed", run.seed());
    json.writeStringField("meaning", run.meaning());
    json.writeNumberField("run_index", run.runIndex());
    json.writeNumberField("run_count", run.runCount());
    textMap("point", run.point());
    json.writeNumberField("repeat", run.measurement().repeat());
    json.writeStringField("started_at", run.startedAt());
    textMap("environment", run.environment());
    noise(run);
    phases(run.phases());
    measurement(run.measurement());
    seconds("elapsed_s", run.elapsedNanos());
    steadiness(run.measurement().steadiness());
    filesets(run.filesets());
    summary(run);
    pace(run.measurement().pace());
    json.writeArrayFieldStart("flowops");
    for (RunResult.FlowopRecord flowop : run.flowops()) {
      flowop(flowop);
    }
    json.writeEndArray();
    guests(run);
    new TimeLine(json).write(run.measurement());
    new FioJobs(json, run).write();
    json.writeArrayFieldStart("errors");
    for (RunResult.ErrorRecord error : run.errors()) {
      error(error);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("assertions");
    for (AssertionRecord assertion : run.assertions()) {
      assertion(assertion);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Null if no steady part was looked for. */
  private void steadiness(Measurement.@Nullable Steadiness found) throws IOException {
    if (found == null) {
      json.writeNullField("steady");
      return;
    }
    json.writeObjectFieldStart("steady");
    json.writeBooleanField("found", found.steady());
    json.writeStringField("reason", found.reason());
    seconds("begin_s", found.beginNanos());
    seconds("end_s", found.endNanos());
    number("drift", found.drift());
    number("spread", found.spread());
    json.writeEndObject();
  }

  private void assertion(AssertionRecord assertion) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", assertion.text());
    json.writeStringField("position", assertion.position());
    json.writeBooleanField("holds", assertion.holds());
    json.writeArrayFieldStart("measured");
    for (AssertionRecord.Measured measured : assertion.measured()) {
      json.writeStartObject();
      json.writeStringField("metric", measured.metric());
      orNull("value", measured.value());
      json.writeStringField("unit", measured.unit().symbol());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void workload(RunResult.Workload workload) throws IOException {
    json.writeObjectFieldStart("workload");
    json.writeStringField("path", workload.path());
    json.writeStringField("sha256", workload.sha256());
    json.writeObjectFieldStart("resolved");
    textMap("variables", workload.variables());
    json.writeStringField("plan", workload.plan());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void target(RunResult.TargetRecord target) throws IOException {
    json.writeObjectFieldStart("target");
    json.writeStringField("name", target.name());
    textMap("options", target.options());
    json.writeStringField("durability", target.durability());
    textMap("facts", target.facts());
    json.writeEndObject();
  }

  /** What could not be measured is null. */
  private void noise(RunResult run) throws IOException {
    json.writeObjectFieldStart("noise");
    for (Map.Entry<String, Double> entry : run.noise().entrySet()) {
      orNull(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("dirty", !run.disturbances().isEmpty());
    json.writeArrayFieldStart("disturbances");
    for (Disturbance disturbance : run.disturbances()) {
      json.writeStartObject();
      json.writeStringField("metric", disturbance.metric());
      number("value", disturbance.value());
      number("threshold", disturbance.threshold());
      json.writeStringField("text", disturbance.sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void phases(List<RunResult.Phase> phases) throws IOException {
    json.writeArrayFieldStart("phases");
    for (RunResult.Phase phase : phases) {
      json.writeStartObject();
      json.writeStringField("name", phase.name());
      seconds("duration_s", phase.durationNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void measurement(Measurement measurement) throws IOException {
    json.writeObjectFieldStart("jit_warm_up");
    seconds("duration_s", measurement.warmUp().nanos());
    json.writeNumberField("operations", measurement.warmUp().operations());
    json.writeEndObject();
    json.writeObjectFieldStart("cpu");
    seconds("user_s", measurement.cpu().userNanos());
    seconds("system_s", measurement.cpu().systemNanos());
    json.writeEndObject();
    json.writeArrayFieldStart("counts");
    for (Measurement.Counts counts : measurement.counts()) {
      counts(counts);
    }
    json.writeEndArray();
  }

  /** What is unknown is left out. */
  private void counts(Measurement.Counts counts) throws IOException {
    json.writeStartObject();
    json.writeStringField("machine", counts.machine());
    json.writeStringField("process", counts.process());
    json.writeStringField("thread", counts.thread());
    json.writeNumberField("ops", counts.operations());
    for (Counter counter : Counter.values()) {
      Long counted = counts.counted().get(counter);
      if (counted != null) {
        json.writeNumberField(counter.word(), counted);
      }
    }
    if (counts.allocated() != Measurement.Counts.UNKNOWN) {
      json.writeNumberField("allocated", counts.allocated());
    }
    json.writeEndObject();
  }

  private void filesets(List<RunResult.FilesetRecord> filesets) throws IOException {
    json.writeArrayFieldStart("filesets");
    for (RunResult.FilesetRecord fileset : filesets) {
      json.writeStartObject();
      json.writeStringField("machine", fileset.machine());
      json.writeStringField("name", fileset.name());
      json.writeStringField("path", fileset.path());
      json.writeNumberField("files", fileset.files());
      json.writeNumberField("directories", fileset.directories());
      json.writeNumberField("leaf_directories", fileset.leafDirectories());
      json.writeNumberField("bytes", fileset.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void summary(RunResult run) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("ops", run.ioOperations());
    number("ops_per_s", perSecond(run.ioOperations(), run));
    json.writeNumberField("bytes", run.ioBytes());
    number("bytes_per_s", perSecond(run.ioBytes(), run));
    json.writeNumberField("errors", run.errorCount());
    json.writeNumberField("read_ops", run.ioOperations("read"));
    json.writeNumberField("write_ops", run.ioOperations("write"));
    latencies("service_ns", run.ioService());
    if (run.measurement().pace() != null) {
      latencies("response_ns", run.ioLatency());
    }
    json.writeEndObject();
  }

  /** Nothing without a rate. */
  private void pace(Measurement.@Nullable Pace pace) throws IOException {
    if (pace != null) {
      json.writeObjectFieldStart("rate");
      number("planned_ops", pace.planned());
      json.writeNumberField("executed_ops", pace.executed());
      seconds("behind_s", Math.max(0, pace.behindNanos()));
      json.writeEndObject();
    }
  }

  private void guests(RunResult run) throws IOException {
    json.writeArrayFieldStart("guests");
    for (RunResult.GuestRecord guest : run.guests()) {
      json.writeStartObject();
      json.writeStringField("machine", guest.name());
      json.writeStringField("group", guest.group());
      profile("hypervisor_profile", guest.hypervisorProfile());
      profile("guest_profile", guest.guestProfile());
      json.writeNumberField("ops", guest.ioOperations());
      number("ops_per_s", perSecond(guest.ioOperations(), run));
      json.writeArrayFieldStart("flowops");
      for (RunResult.FlowopRecord flowop : guest.flowops()) {
        flowop(flowop);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void profile(String field, MachineProfile profile) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("type", profile.type());
    json.writeStringField("name", profile.name());
    textMap("settings", profile.settings());
    json.writeEndObject();
  }

  private void flowop(RunResult.FlowopRecord flowop) throws IOException {
    json.writeStartObject();
    json.writeStringField("machine", flowop.machine());
    json.writeStringField("process", flowop.process());
    json.writeStringField("thread", flowop.thread());
    json.writeStringField("name", flowop.name());
    json.writeStringField("type", flowop.type());
    json.writeStringField("category", flowop.category());
    json.writeStringField("direction", flowop.direction());
    json.writeStringField("position", flowop.position());
    json.writeNumberField("ops", flowop.ops());
    json.writeNumberField("errors", flowop.errors());
    json.writeNumberField("bytes", flowop.bytes());
    latencies("service_ns", flowop.service());
    histogram("histogram_ns", flowop.service());
    if (flowop.response() != null && flowop.delay() != null) {
      latencies("response_ns", flowop.response());
      latencies("delay_ns", flowop.delay());
      histogram("response_histogram_ns", flowop.response());
      histogram("delay_histogram_ns", flowop.delay());
    }
    json.writeEndObject();
  }

  private void histogram(String field, LatencyHistogram histogram) throws IOException {
    json.writeArrayFieldStart(field);
    for (long[] bucket : HistogramRows.of(histogram)) {
      json.writeArray(bucket, 0, bucket.length);
    }
    json.writeEndArray();
  }

  private void latencies(String field, LatencyHistogram histogram) throws IOException {
    json.writeObjectFieldStart(field);
    number("mean", histogram.meanNanos());
    json.writeNumberField("min", histogram.minNanos());
    json.writeNumberField("p50", histogram.percentileNanos(50));
    json.writeNumberField("p90", histogram.percentileNanos(90));
    json.writeNumberField("p99", histogram.percentileNanos(99));
    json.writeNumberField("p999", histogram.percentileNanos(99.9));
    json.writeNumberField("p9999", histogram.percentileNanos(99.99));
    json.writeNumberField("max", histogram.maxNanos());
    json.writeEndObject();
  }

  private void error(RunResult.ErrorRecord error) throws IOException {
    json.writeStartObject();
    json.writeStringField("machine", error.machine());
    json.writeStringField("process", error.process());
    json.writeStringField("thread", error.thread());
    json.writeStringField("flowop", error.flowop());
    json.writeStringField("position", error.position());
    json.writeStringField("kind", error.kind());
    json.writeNumberField("count", error.count());
    texts("examples", error.examples());
    json.writeEndObject();
  }

  private void texts(String field, List<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void textMap(String field, Map<String, String> values) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void seconds(String field, long nanos) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(nanos, 9));
  }

  private void number(String field, double value) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(value));
  }

  /** JSON knows no NaN. */
  private void orNull(String field, double value) throws IOException {
    if (Double.isFinite(value)) {
      number(field, value);
    } else {
      json.writeNullField(field);
    }
  }

  private static double perSecond(long amount, RunResult run) {
    return run.elapsedNanos() <= 0 ? 0 : amount / run.elapsedSeconds();
  }
}
