package wml.reports.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;
import wml.reports.surface.Grid;

/** Writes what the page's script reads. Values have five significant digits, counts all. */
final class PageJson {
  static final String SCHEMA = "wml-report/1";

  /** In the order of a cell's values. */
  static final List<Metric> METRICS = Arrays.asList(Metric.values());

  private static final MathContext DIGITS = new MathContext(5);

  private final JsonGenerator json;

  private PageJson(JsonGenerator json) {
    this.json = json;
  }

  /** One line that can stand in a script element: it holds no {@code <}. */
  static String of(List<ReportedResult> results, List<String> warnings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new PageJson(json).page(results, warnings);
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory takes everything
    }
    return text.toString()
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void page(List<ReportedResult> results, List<String> warnings) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    texts("warnings", warnings);
    json.writeNumberField("unstable", Grid.UNSTABLE);
    json.writeArrayFieldStart("metrics");
    for (Metric metric : METRICS) {
      json.writeStartObject();
      json.writeStringField("name", metric.label());
      json.writeStringField("words", metric.words());
      json.writeStringField("unit", metric.unit().name());
      json.writeBooleanField("more", metric.moreIsBetter());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("levels");
    for (double level : Curve.LEVELS) {
      json.writeNumber(number(level));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("results");
    for (ReportedResult result : results) {
      json.writeStartObject();
      result(result);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void result(ReportedResult result) throws IOException {
    RunResult run = result.first();
    json.writeStringField("file", String.valueOf(result.file().getFileName()));
    json.writeNumberField("runs", result.verdict().runs());
    texts("leftOut", result.leftOut());
    json.writeStringField("started", run.startedAt());
    json.writeStringField("lastStarted", result.lastStarted());
    json.writeObjectFieldStart("workload");
    json.writeStringField("path", run.workload().path());
    json.writeStringField("sha256", run.workload().sha256());
    SourceText source = SourceText.of(run.workload());
    json.writeStringField(
        source.absence().isEmpty() ? "source" : "absence",
        source.absence().isEmpty() ? source.text() : source.absence());
    json.writeEndObject();
    json.writeObjectFieldStart("target");
    json.writeStringField("name", run.target().name());
    map("options", run.target().options());
    json.writeStringField("durability", run.target().durability());
    map("facts", run.target().facts());
    json.writeEndObject();
    json.writeStringField("seed", Long.toString(run.seed()));
    Set<String> swept =
        result.variables().stream().map(SweptVariable::name).collect(Collectors.toSet());
    Repetition repetition = Repetition.of(run, swept, result.repeats());
    json.writeObjectFieldStart("repeat");
    json.writeStringField("command", repetition.command());
    texts("unknown", repetition.unknown());
    json.writeEndObject();
    map("facts", Comparison.facts(result));
    VerdictJson.write(json, result.verdict());
    noise(result);
    variables(result.variables());
    flowops(result);
    points(result);
    TraceJson.write(json, result.traces());
  }

  private void noise(ReportedResult result) throws IOException {
    json.writeObjectFieldStart("noise");
    for (Map.Entry<String, ReportedResult.Noise> entry : result.noise().entrySet()) {
      ReportedResult.Noise noise = entry.getValue();
      json.writeArrayFieldStart(entry.getKey());
      json.writeNumber(noise.runs());
      value(noise.least());
      value(noise.mean());
      value(noise.greatest());
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void variables(List<SweptVariable> variables) throws IOException {
    json.writeArrayFieldStart("variables");
    for (SweptVariable variable : variables) {
      json.writeStartObject();
      json.writeStringField("name", variable.name());
      json.writeStringField("unit", variable.variable().unit().name());
      texts("values", variable.values());
      json.writeArrayFieldStart("numbers");
      for (double number : variable.numbers()) {
        json.writeNumber(new BigDecimal(number).stripTrailingZeros().toPlainString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void flowops(ReportedResult result) throws IOException {
    json.writeArrayFieldStart("flowops");
    int index = 0;
    for (String label : result.flowopLabels().keySet()) {
      FlowopRecord flowop = result.flowops().get(index++);
      json.writeStartObject();
      json.writeStringField("label", flowop.category().equals(Cell.ALL) ? flowop.name() : label);
      json.writeStringField("machine", flowop.machine());
      json.writeStringField("process", flowop.process());
      json.writeStringField("thread", flowop.thread());
      json.writeStringField("type", flowop.type());
      json.writeStringField("category", flowop.category());
      json.writeStringField("position", flowop.position());
      json.writeNumberField(
          "line", SourceText.line(flowop.position(), result.first().workload().path()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * A point is {@code [indices of its values, runs, invalid, unsteady, cells]}; a cell is null or
   * {@code [runs, ops, errors, bytes, [n of throughput, low, high], medians, intervals, curve]}.
   */
  private void points(ReportedResult result) throws IOException {
    List<SweptVariable> variables = result.variables();
    boolean curves =
        result.points().stream().mapToInt(p -> p.cells().size()).sum() <= Curve.MOST_CELLS;
    json.writeArrayFieldStart("points");
    for (Point point : result.points()) {
      json.writeStartArray();
      json.writeStartArray();
      for (SweptVariable variable : variables) {
        json.writeNumber(variable.values().indexOf(point.at().getOrDefault(variable.name(), "")));
      }
      json.writeEndArray();
      json.writeNumber(point.runs());
      json.writeNumber(point.invalid());
      json.writeNumber(point.unsteady());
      json.writeStartArray();
      for (Cell cell : point.cells()) {
        if (cell == null) {
          json.writeNull();
        } else {
          cell(cell, curves);
        }
      }
      json.writeEndArray();
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void cell(Cell cell, boolean withCurve) throws IOException {
    json.writeStartArray();
    json.writeNumber(cell.runs());
    json.writeNumber(cell.ops());
    json.writeNumber(cell.errors());
    json.writeNumber(cell.bytes());
    List<Estimate> estimates = METRICS.stream().map(cell::estimate).toList();
    json.writeNumber(estimates.getFirst().n());
    json.writeStartArray();
    for (Estimate estimate : estimates) {
      value(estimate.median());
    }
    json.writeEndArray();
    // The lower and upper ends of all metrics, as far as there are any.
    int last = estimates.size();
    while (last > 0 && !estimates.get(last - 1).hasInterval()) {
      last--;
    }
    json.writeStartArray();
    for (Estimate estimate : estimates.subList(0, last)) {
      value(estimate.low());
      value(estimate.high());
    }
    json.writeEndArray();
    if (withCurve) {
      json.writeStartArray();
      for (double value : Curve.of(cell.latency())) {
        value(value);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void texts(String name, Iterable<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void map(String name, Map<String, String> map) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void value(double value) throws IOException {
    value(json, value);
  }

  static void value(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(number(value));
    } else {
      json.writeNull();
    }
  }

  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    String plain = rounded.toPlainString();
    String scientific = rounded.toString();
    return plain.length() <= scientific.length() ? plain : scientific.replace("E+", "e");
  }
}
