package wml.reports.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.result.Measurement;
import wml.reports.figure.Estimate;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Table;

/** A metric over the time of runs, with their phases and events above it. */
final class TimeSeries {
  /** More points couldn't be told apart; neighbours are added up. */
  private static final int MOST = 400;

  private TimeSeries() {}

  static Figure of(Request request) {
    Metric metric = request.metric() == null ? Metric.IOPS : request.metric();
    Map<String, Samples.Sample> shown = firsts(request.samples());
    // The axis of the longest run; lanes tell of one run.
    Samples.Sample longest =
        shown.values().stream()
            .reduce((a, b) -> a.run().elapsedNanos() >= b.run().elapsedNanos() ? a : b)
            .orElseThrow();
    boolean one = shown.values().stream().map(Samples.Sample::run).distinct().count() == 1;
    TimeLine time = new TimeLine(longest.run(), one);
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    shown.forEach((label, sample) -> series.add(series(label, sample, metric, rows)));
    if (one) {
      events(longest, rows);
    }
    DoubleSummaryStatistics range =
        Request.range(
            series.stream().flatMap(s -> s.points().stream()).map(Series.Point::y).toList());
    boolean zeros =
        series.stream().flatMap(s -> s.points().stream()).anyMatch(p -> p.y().median() == 0);
    double most = range.getCount() == 0 ? 1 : range.getMax();
    Axis y = Axis.of(metric.unit(), metric.words(), zeros ? 0 : range.getMin(), most);
    String subject = request.samples().subject();
    ChartText text =
        ChartText.of(
            "time-" + metric.label() + "-" + subject,
            "%s of %s over time".formatted(SweepLines.capital(metric.words()), subject),
            request.title(),
            "%s in intervals of %s, n = 1 run per line. %s"
                .formatted(SweepLines.capital(metric.words()), length(longest), time.sentence()));
    Gnuplot script = new Gnuplot(text, time.axis().title(), y.title());
    series.forEach(s -> script.curve(1, s.label(), "2:4", "lines", s.label()));
    if (y.isLogarithmic()) {
      script.log("y", 10);
    }
    return new XyChart(
        text,
        time.axis(),
        y,
        series,
        one ? time.lanes() : List.of(),
        new Table(List.of("series", "begin_s", "end_s", metric.label(), "text"), rows),
        script);
  }

  /** Of each group the first run; repeats would lie on each other. */
  private static Map<String, Samples.Sample> firsts(Samples samples) {
    Map<String, Samples.Sample> shown = new LinkedHashMap<>();
    for (Samples.Group group : samples.groups()) {
      String label = group.label(Set.of());
      shown.put(label.isEmpty() ? samples.subject() : label, group.samples().getFirst());
    }
    if (shown.isEmpty()) {
      throw new IllegalArgumentException("nothing to show: no operation completed");
    }
    return shown;
  }

  private static String length(Samples.Sample sample) {
    return "%.3g s".formatted(TimeLine.parts(sample, MOST).getFirst().seconds());
  }

  private static Series series(
      String label, Samples.Sample sample, Metric metric, List<List<Object>> rows) {
    List<Series.Point> points = new ArrayList<>();
    boolean rate = metric == Metric.IOPS || metric == Metric.BANDWIDTH;
    for (TimeLine.Part part : TimeLine.parts(sample, MOST)) {
      double value = metric.of(part.flowop(), part.seconds());
      if (Double.isNaN(value) && rate) {
        value = 0; // nothing completed: that is what the interval says
      }
      Estimate y =
          Double.isNaN(value) ? Estimate.NONE : new Estimate(1, value, Double.NaN, Double.NaN);
      points.add(new Series.Point((part.begin() + part.end()) / 2, y, false));
      rows.add(List.of(label, part.begin(), part.end(), value, ""));
    }
    return new Series(label, Series.Form.LINE, points);
  }

  private static void events(Samples.Sample sample, List<List<Object>> rows) {
    for (Measurement.Event event : sample.run().measurement().events()) {
      double begin = event.beginNanos() / 1e9;
      rows.add(
          List.of(
              "event: " + event.kind(),
              begin,
              begin + event.durationNanos() / 1e9,
              Double.NaN,
              event.text()));
    }
  }
}
