package wml.reports.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.MachineProfile;
import wml.api.plan.Quantity;
import wml.api.result.AssertionRecord;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.target.Counter;

/**
 * The fields of a {@code wml-result/1} object as a {@link RunResult}. Fields that a later wml added
 * are ignored, and those that an earlier one lacked are empty; without the first ones it is none.
 */
final class RunFields {
  private final String where;
  private final JsonNode run;

  /**
   * @param where for messages: file and run
   */
  RunFields(String where, JsonNode run) {
    this.where = where;
    this.run = run;
  }

  RunResult run() throws IOException {
    for (String field : List.of("valid", "workload", "target", "elapsed_s", "flowops")) {
      if (!run.has(field)) {
        throw new IOException(where + " lacks the field '" + field + "': it is no result of wml");
      }
    }
    JsonNode workload = run.path("workload");
    JsonNode target = run.path("target");
    List<FlowopRecord> flowops = flowops(run.path("flowops"));
    return new RunResult(
        run.path("valid").asBoolean(),
        texts(run.path("problems")),
        texts(run.path("notes")),
        new RunResult.Workload(
            workload.path("path").asText(),
            workload.path("sha256").asText(),
            textMap(workload.path("resolved").path("variables")),
            workload.path("resolved").path("plan").asText()),
        new RunResult.TargetRecord(
            target.path("name").asText(),
            textMap(target.path("options")),
            target.path("durability").asText(),
            textMap(target.path("facts"))),
        run.path("seed").asLong(),
        run.path("meaning").asText(),
        run.path("run_index").asInt(),
        run.path("run_count").asInt(),
        textMap(run.path("point")),
        run.path("started_at").asText(),
        textMap(run.path("environment")),
        noise(),
        phases(),
        measurement(flowops),
        nanos(run.path("elapsed_s")),
        false,
        filesets(),
        flowops,
        guests(),
        errors(),
        assertions());
  }

  private Map<String, Double> noise() {
    Map<String, Double> noise = new LinkedHashMap<>();
    run.path("noise").properties().forEach(e -> noise.put(e.getKey(), number(e.getValue())));
    return noise;
  }

  private List<RunResult.Phase> phases() throws IOException {
    List<RunResult.Phase> phases = new ArrayList<>();
    for (JsonNode phase : run.path("phases")) {
      phases.add(new RunResult.Phase(phase.path("name").asText(), nanos(phase.path("duration_s"))));
    }
    return phases;
  }

  private Measurement measurement(List<FlowopRecord> flowops) throws IOException {
    JsonNode warm = run.path("jit_warm_up");
    JsonNode cpu = run.path("cpu");
    long user = nanos(cpu.path("user_s"));
    List<Measurement.Event> events = new ArrayList<>();
    for (JsonNode event : run.path("events")) {
      events.add(
          new Measurement.Event(
              event.path("kind").asText(),
              nanos(event.path("begin_s")),
              nanos(event.path("duration_s")),
              event.path("text").asText()));
    }
    return new Measurement(
        new Measurement.WarmUp(nanos(warm.path("duration_s")), warm.path("operations").asLong()),
        new Measurement.Cpu(user + nanos(cpu.path("system_s")), user),
        intervals(flowops),
        pace(),
        steadiness(),
        run.path("repeat").asInt(),
        events,
        counts());
  }

  private List<Measurement.Counts> counts() {
    List<Measurement.Counts> all = new ArrayList<>();
    for (JsonNode row : run.path("counts")) {
      Map<Counter, Long> counted = new EnumMap<>(Counter.class);
      for (Counter counter : Counter.values()) {
        if (row.has(counter.word())) {
          counted.put(counter, row.path(counter.word()).asLong());
        }
      }
      all.add(
          new Measurement.Counts(
              row.path("machine").asText(),
              row.path("process").asText(),
              row.path("thread").asText(),
              row.path("ops").asLong(),
              row.path("allocated").asLong(Measurement.Counts.UNKNOWN),
              counted));
    }
    return all;
  }

  private List<Interval> intervals(List<FlowopRecord> flowops) throws IOException {
    List<Interval> intervals = new ArrayList<>();
    for (JsonNode interval : run.path("intervals")) {
      List<FlowopRecord> rows = new ArrayList<>();
      for (FlowopRecord flowop : flowops) {
        rows.add(flowop.counting(0, 0, 0, new LatencyHistogram(), null, null));
      }
      for (JsonNode part : interval.path("flowops")) {
        int row = part.path("flowop").asInt(-1);
        if (row < 0 || row >= rows.size()) {
          throw new IOException(
              where + ": an interval names flowop " + row + ", which is not there");
        }
        LatencyHistogram latency =
            histogram(
                part.path("histogram_ns"), part.path("mean_ns"), 0, part.path("max_ns").asLong());
        rows.set(
            row,
            flowops
                .get(row)
                .counting(
                    part.path("ops").asLong(),
                    part.path("errors").asLong(),
                    part.path("bytes").asLong(),
                    latency,
                    null,
                    null));
      }
      intervals.add(
          new Interval(nanos(interval.path("begin_s")), nanos(interval.path("end_s")), rows));
    }
    return intervals;
  }

  private Measurement.@Nullable Pace pace() throws IOException {
    JsonNode rate = run.path("rate");
    return rate.isObject()
        ? new Measurement.Pace(
            rate.path("planned_ops").asDouble(),
            rate.path("executed_ops").asLong(),
            nanos(rate.path("behind_s")))
        : null;
  }

  private Measurement.@Nullable Steadiness steadiness() throws IOException {
    JsonNode steady = run.path("steady");
    return steady.isObject()
        ? new Measurement.Steadiness(
            steady.path("found").asBoolean(),
            steady.path("reason").asText(),
            nanos(steady.path("begin_s")),
            nanos(steady.path("end_s")),
            steady.path("drift").asDouble(),
            steady.path("spread").asDouble())
        : null;
  }

  private List<RunResult.FilesetRecord> filesets() {
    List<RunResult.FilesetRecord> filesets = new ArrayList<>();
    for (JsonNode f : run.path("filesets")) {
      filesets.add(
          new RunResult.FilesetRecord(
              f.path("machine").asText(),
              f.path("name").asText(),
              f.path("path").asText(),
              f.path("files").asLong(),
              f.path("directories").asLong(),
              f.path("leaf_directories").asLong(),
              f.path("bytes").asLong()));
    }
    return filesets;
  }

  private List<FlowopRecord> flowops(JsonNode rows) throws IOException {
    List<FlowopRecord> flowops = new ArrayList<>();
    for (JsonNode f : rows) {
      flowops.add(
          new FlowopRecord(
              f.path("machine").asText(),
              f.path("process").asText(),
              f.path("thread").asText(),
              f.path("name").asText(),
              f.path("type").asText(),
              f.path("category").asText(),
              f.path("direction").asText(),
              f.path("position").asText(),
              f.path("ops").asLong(),
              f.path("errors").asLong(),
              f.path("bytes").asLong(),
              histogram(f.path("histogram_ns"), f.path("service_ns")),
              optional(f, "response"),
              optional(f, "delay")));
    }
    return flowops;
  }

  private @Nullable LatencyHistogram optional(JsonNode flowop, String kind) throws IOException {
    return flowop.has(kind + "_histogram_ns")
        ? histogram(flowop.path(kind + "_histogram_ns"), flowop.path(kind + "_ns"))
        : null;
  }

  private LatencyHistogram histogram(JsonNode rows, JsonNode facts) throws IOException {
    return histogram(
        rows, facts.path("mean"), facts.path("min").asLong(), facts.path("max").asLong());
  }

  private LatencyHistogram histogram(JsonNode rows, JsonNode mean, long min, long max)
      throws IOException {
    LatencyHistogram histogram = new LatencyHistogram();
    for (JsonNode row : rows) {
      long lower = row.path(0).asLong(-1);
      long count = row.path(2).asLong();
      if (lower < 0 || count < 1) {
        throw new IOException(where + ": a histogram has the row " + row);
      }
      histogram.restore(lower, count);
    }
    histogram.bounds(mean.asDouble(), min, max);
    return histogram;
  }

  private List<RunResult.GuestRecord> guests() throws IOException {
    List<RunResult.GuestRecord> guests = new ArrayList<>();
    for (JsonNode g : run.path("guests")) {
      guests.add(
          new RunResult.GuestRecord(
              g.path("machine").asText(),
              g.path("group").asText(),
              profile(g.path("hypervisor_profile")),
              profile(g.path("guest_profile")),
              flowops(g.path("flowops"))));
    }
    return guests;
  }

  private static MachineProfile profile(JsonNode p) {
    return new MachineProfile(
        p.path("type").asText(),
        p.path("name").asText(),
        new TreeMap<>(textMap(p.path("settings"))));
  }

  private List<RunResult.ErrorRecord> errors() {
    List<RunResult.ErrorRecord> errors = new ArrayList<>();
    for (JsonNode e : run.path("errors")) {
      errors.add(
          new RunResult.ErrorRecord(
              e.path("machine").asText(),
              e.path("process").asText(),
              e.path("thread").asText(),
              e.path("flowop").asText(),
              e.path("position").asText(),
              e.path("kind").asText(),
              e.path("count").asLong(),
              texts(e.path("examples"))));
    }
    return errors;
  }

  private List<AssertionRecord> assertions() throws IOException {
    List<AssertionRecord> assertions = new ArrayList<>();
    for (JsonNode a : run.path("assertions")) {
      List<AssertionRecord.Measured> measured = new ArrayList<>();
      for (JsonNode m : a.path("measured")) {
        measured.add(
            new AssertionRecord.Measured(
                m.path("metric").asText(), number(m.path("value")), unit(m.path("unit").asText())));
      }
      assertions.add(
          new AssertionRecord(
              a.path("text").asText(),
              a.path("position").asText(),
              a.path("holds").asBoolean(),
              measured));
    }
    return assertions;
  }

  private Quantity.Unit unit(String symbol) throws IOException {
    for (Quantity.Unit unit : Quantity.Unit.values()) {
      if (unit.symbol().equals(symbol)) {
        return unit;
      }
    }
    throw new IOException(where + ": an assertion is in '" + symbol + "', which is no unit");
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  /** 0 if there is none. */
  private long nanos(JsonNode seconds) throws IOException {
    double value = seconds.asDouble() * 1e9;
    if (value < 0 || value > Long.MAX_VALUE) {
      throw new IOException(where + ": a duration is " + seconds + " s");
    }
    return Math.round(value);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(t -> texts.add(t.asText()));
    return texts;
  }

  private static Map<String, String> textMap(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }
}
