package wml.gate.trend;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wml.gate.output.Words;
import wml.gate.statistics.Change;
import wml.reports.chart.TrendChart;
import wml.reports.figure.Figure;
import wml.reports.figure.FigureFile;
import wml.reports.figure.FigureWriter;
import wml.reports.figure.Provenance;
import wml.reports.figure.Style;
import wml.reports.store.JsonText;
import wml.reports.store.WholeFile;

/** The files of a trend, each whole or not at all. */
public final class TrendOutputs {
  static final String SCHEMA = "wml-trend/1";

  /** Charts beyond these nobody looks at; the JSON has all. */
  private static final int MOST_CHARTS = 20;

  private TrendOutputs() {}

  /**
   * Writes {@code trend.json} and a chart per metric into a directory, which is made if it is
   * missing.
   *
   * @throws IOException saying which file and why
   */
  public static void write(Trend trend, Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IOException("cannot make the directory " + directory + ": " + e, e);
    }
    WholeFile.write(directory.resolve("trend.json"), "the trend", out -> json(trend, out));
    Set<String> names = new HashSet<>();
    for (TrendSeries series :
        trend.series().subList(0, Math.min(MOST_CHARTS, trend.series().size()))) {
      String name = "trend-" + series.metric();
      int number = 2;
      while (!names.add(name)) {
        name = "trend-" + series.metric() + "-" + number++;
      }
      new FigureWriter(directory, Style.PAGE, new Provenance(Words.line(series.subject().text())))
          .write(chart(name, series), List.of(FigureFile.PNG, FigureFile.SVG, FigureFile.PDF));
    }
  }

  /** The series with their points; the stream stays open. */
  public static void json(Trend trend, OutputStream out) throws IOException {
    JsonText.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", SCHEMA);
          json.writeBooleanField("worse", trend.alarms());
          json.writeNumberField("results", trend.results());
          json.writeArrayFieldStart("series");
          for (TrendSeries series : trend.series()) {
            series(json, series);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("warnings");
          for (String warning : trend.warnings()) {
            json.writeString(warning);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void series(JsonGenerator json, TrendSeries series) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", series.metric());
    json.writeStringField("workload", series.subject().workload());
    json.writeStringField("workload_sha256", series.subject().digest());
    json.writeStringField("target", series.subject().target());
    json.writeStringField("machine_class", series.subject().machineClass());
    json.writeStringField("against", series.subject().against());
    json.writeStringField("reference", series.reference());
    json.writeBooleanField("more_is_better", series.moreIsBetter());
    json.writeBooleanField("primary", series.primary());
    json.writeArrayFieldStart("points");
    for (TrendSeries.Point point : series.points()) {
      json.writeStartObject();
      json.writeStringField("result", point.result().name());
      json.writeStringField("started_at", point.result().startedAt());
      json.writeStringField("commit", point.result().commit());
      JsonText.number(json, "ratio", point.ratio());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("changes");
    for (Change change : series.changes()) {
      TrendResult first = series.points().get(change.index()).result();
      json.writeStartObject();
      json.writeNumberField("index", change.index());
      json.writeStringField("result", first.name());
      json.writeStringField("commit", first.commit());
      JsonText.number(json, "before", change.before());
      JsonText.number(json, "after", change.after());
      JsonText.number(json, "p", change.p());
      json.writeBooleanField("worse", series.isWorse(change));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Of one metric. */
  static Figure chart(String name, TrendSeries series) {
    List<TrendChart.Point> points = new ArrayList<>();
    for (int i = 0; i < series.points().size(); i++) {
      TrendSeries.Point point = series.points().get(i);
      points.add(
          new TrendChart.Point(TrendText.commit(point.result()), point.ratio(), series.level(i)));
    }
    List<TrendChart.Change> changes =
        series.changes().stream()
            .map(
                c ->
                    new TrendChart.Change(
                        c.index(),
                        TrendText.commit(series.points().get(c.index()).result())
                            + " "
                            + Words.change(c.after() / c.before()).replace('-', '−'),
                        series.isWorse(c)))
            .toList();
    boolean gates = series.reference().isEmpty();
    return TrendChart.of(
        name,
        Words.line(series.metric()),
        null,
        gates ? "candidate / baseline" : "ratio to the reference",
        ("%s of results in the order in which they began, %s; %s is better. Levels are medians"
                + " between change points (E-divisive), which are dashed. n = %d results.")
            .formatted(
                Words.line(series.metric()),
                gates
                    ? "each a gate against the same baseline"
                    : "relative to result " + series.reference().substring(0, 12),
                series.moreIsBetter() ? "more" : "less",
                series.points().size()),
        points,
        changes);
  }
}
