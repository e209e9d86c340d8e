package wml.reports.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

/**
 * {@code jobs[]}: the flowops that read or write, in the field names of fio's JSON (as {@code
 * --output-format=json+} prints them), for tools that read those. A job is a flowop; {@code
 * clat_ns} is the service time, {@code lat_ns} what a user of the storage waits for.
 */
final class FioJobs {
  private static final double[] PERCENTILES = {
    1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.5, 99.9, 99.95, 99.99
  };
  private static final LatencyHistogram NOTHING = new LatencyHistogram();

  private final JsonGenerator json;
  private final RunResult run;

  FioJobs(JsonGenerator json, RunResult run) {
    this.json = json;
    this.run = run;
  }

  void write() throws IOException {
    json.writeArrayFieldStart("jobs");
    List<String> labels = FlowopLabels.of(run.flowops());
    for (int i = 0; i < labels.size(); i++) {
      FlowopRecord flowop = run.flowops().get(i);
      if (!flowop.direction().equals("none")) {
        json.writeStartObject();
        json.writeStringField("jobname", labels.get(i));
        json.writeNumberField("groupid", 0);
        json.writeNumberField("error", 0);
        json.writeNumberField("total_err", flowop.errors());
        json.writeNumberField("elapsed", Math.round(Math.ceil(run.elapsedSeconds())));
        json.writeObjectFieldStart("job options");
        json.writeStringField("rw", flowop.direction());
        json.writeEndObject();
        for (String direction : List.of("read", "write", "trim")) {
          direction(direction, i, flowop.direction().equals(direction));
        }
        json.writeNumberField("job_runtime", run.elapsedNanos() / 1_000_000);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void direction(String name, int place, boolean used) throws IOException {
    FlowopRecord flowop = run.flowops().get(place);
    long bytes = used ? flowop.bytes() : 0;
    long ops = used ? flowop.ops() : 0;
    double seconds = run.elapsedSeconds();
    double perSecond = seconds > 0 ? 1 / seconds : 0;
    json.writeObjectFieldStart(name);
    json.writeNumberField("io_bytes", bytes);
    json.writeNumberField("io_kbytes", bytes / 1024);
    json.writeNumberField("bw_bytes", Math.round(bytes * perSecond));
    json.writeNumberField("bw", Math.round(bytes * perSecond / 1024));
    number("iops", ops * perSecond);
    json.writeNumberField("runtime", used ? run.elapsedNanos() / 1_000_000 : 0);
    json.writeNumberField("total_ios", ops);
    json.writeNumberField("short_ios", 0);
    json.writeNumberField("drop_ios", 0);
    latencies("slat_ns", NOTHING, false);
    latencies("clat_ns", used ? flowop.service() : NOTHING, true);
    latencies("lat_ns", used ? flowop.latency() : NOTHING, true);
    series("bw", used ? place : -1, f -> f.bytes() / 1024.0);
    series("iops", used ? place : -1, f -> f.ops());
    json.writeEndObject();
  }

  private void latencies(String field, LatencyHistogram histogram, boolean percentiles)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("min", histogram.minNanos());
    json.writeNumberField("max", histogram.maxNanos());
    number("mean", histogram.meanNanos());
    number("stddev", deviation(histogram));
    json.writeNumberField("N", histogram.count());
    if (percentiles && histogram.count() > 0) {
      json.writeObjectFieldStart("percentile");
      for (double percent : PERCENTILES) {
        json.writeNumberField(
            String.format(Locale.ROOT, "%.6f", percent), histogram.percentileNanos(percent));
      }
      json.writeEndObject();
      json.writeObjectFieldStart("bins");
      for (long[] bucket : HistogramRows.of(histogram)) {
        json.writeNumberField(Long.toString(bucket[0] + bucket[1] / 2), bucket[2]);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** From the middles of the buckets. */
  private static double deviation(LatencyHistogram histogram) {
    double mean = histogram.meanNanos();
    double[] squares = {0};
    histogram.forEachBucket(
        (lower, width, count) -> {
          double distance = lower + width / 2 - mean;
          squares[0] += count * distance * distance;
        });
    return histogram.count() == 0 ? 0 : Math.sqrt(squares[0] / histogram.count());
  }

  /** Rates of the intervals. */
  private void series(String prefix, int place, ToDoubleFunction<FlowopRecord> amount)
      throws IOException {
    double[] rates =
        run.measurement().intervals().stream()
            .filter(interval -> place >= 0 && interval.seconds() > 0)
            .mapToDouble(i -> rate(i, place, amount))
            .toArray();
    double mean = 0;
    double min = rates.length == 0 ? 0 : Double.MAX_VALUE;
    double max = 0;
    for (double rate : rates) {
      mean += rate / rates.length;
      min = Math.min(min, rate);
      max = Math.max(max, rate);
    }
    double squares = 0;
    for (double rate : rates) {
      squares += (rate - mean) * (rate - mean);
    }
    json.writeNumberField(prefix + "_min", Math.round(min));
    json.writeNumberField(prefix + "_max", Math.round(max));
    number(prefix + "_mean", mean);
    number(
        prefix + (prefix.equals("bw") ? "_dev" : "_stddev"),
        rates.length == 0 ? 0 : Math.sqrt(squares / rates.length));
    json.writeNumberField(prefix + "_samples", rates.length);
  }

  private static double rate(Interval interval, int place, ToDoubleFunction<FlowopRecord> amount) {
    return amount.applyAsDouble(interval.flowops().get(place)) / interval.seconds();
  }

  private void number(String field, double value) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(value));
  }
}
