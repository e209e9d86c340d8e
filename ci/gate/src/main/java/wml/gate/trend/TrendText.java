package wml.gate.trend;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import wml.gate.output.Words;
import wml.gate.statistics.Change;

/** The terminal's text: what is new, then a table of each subject's metrics. */
public final class TrendText {
  private static final int WIDTH = 100;
  private static final int MOST_CHANGES = 5;
  private static final int MOST_ROWS = 60;
  private static final int WIDEST_NAME = 25;

  private TrendText() {}

  /** At most 100 columns wide. */
  public static void print(Trend trend, PrintWriter out) {
    List<TrendSeries> alarms =
        trend.series().stream().filter(s -> s.primary() && s.alarms(Trend.NEWEST)).toList();
    if (alarms.isEmpty()) {
      line(
          out,
          "no change for the worse in the last %d of %d results"
              .formatted(Math.min(Trend.NEWEST, trend.results()), trend.results()));
    }
    for (TrendSeries series : alarms.subList(0, Math.min(MOST_CHANGES, alarms.size()))) {
      line(
          out,
          "WORSE: %s changed by %s"
              .formatted(series.metric(), change(series, series.changes().getLast())));
    }
    if (alarms.size() > MOST_CHANGES) {
      out.println("and " + (alarms.size() - MOST_CHANGES) + " more metrics became worse");
    }
    Map<TrendResult.Subject, List<TrendSeries>> subjects = new LinkedHashMap<>();
    trend
        .series()
        .forEach(s -> subjects.computeIfAbsent(s.subject(), k -> new ArrayList<>()).add(s));
    int rows = 0;
    for (Map.Entry<TrendResult.Subject, List<TrendSeries>> subject : subjects.entrySet()) {
      if (rows < MOST_ROWS) {
        out.println();
        line(out, subject.getKey().text());
        table(subject.getValue(), out);
      }
      rows += subject.getValue().size();
    }
    if (rows > MOST_ROWS && subjects.size() > 1) {
      out.println("and more: --metric chooses, --json has all");
    }
    for (String warning : trend.warnings()) {
      line(out, "warning: " + warning);
    }
    out.flush();
  }

  private static void table(List<TrendSeries> all, PrintWriter out) {
    String format = "%-" + WIDEST_NAME + "s  %7s  %8s  %s";
    line(
        out,
        String.format(
            Locale.ROOT, format, "metric", "results", "now", "changes, the newest first"));
    out.println("─".repeat(WIDTH));
    for (TrendSeries series : all.subList(0, Math.min(MOST_ROWS, all.size()))) {
      List<String> changes = new ArrayList<>();
      for (Change change : series.changes().reversed()) {
        changes.add(change(series, change));
      }
      if (changes.isEmpty()) {
        changes.add(series.points().size() < Trend.FEW ? "none; too few results to tell" : "none");
      }
      for (int i = 0; i < Math.min(MOST_CHANGES, changes.size()); i++) {
        line(
            out,
            String.format(
                Locale.ROOT,
                format,
                i == 0 ? Words.shortened(Words.line(series.metric()), WIDEST_NAME) : "",
                i == 0 ? series.points().size() : "",
                i == 0 ? Words.change(series.level(series.points().size() - 1)) : "",
                changes.get(i)));
      }
    }
    if (all.size() > MOST_ROWS) {
      out.println("and " + (all.size() - MOST_ROWS) + " more metrics: --metric chooses");
    }
  }

  /** Such as {@code +6.1 % at 1f2e3d4c5b6a, 2026-11-20, 3 results ago: worse}. */
  static String change(TrendSeries series, Change change) {
    TrendResult first = series.points().get(change.index()).result();
    int age = series.age(change);
    return "%s at %s, %d %s ago: %s"
        .formatted(
            Words.change(change.after() / change.before()),
            label(first),
            age,
            age == 1 ? "result" : "results",
            series.isWorse(change) ? "worse" : "better");
  }

  /** Of a result: its commit, and when it began. */
  static String label(TrendResult result) {
    String date = result.startedAt().substring(0, Math.min(10, result.startedAt().length()));
    return Words.line(commit(result) + (date.isEmpty() ? "" : ", " + date));
  }

  /** Without a commit, the begin of the result's name. */
  static String commit(TrendResult result) {
    String name = result.commit().isEmpty() ? result.name() : result.commit();
    return Words.line(name.substring(0, Math.min(8, name.length())));
  }

  private static void line(PrintWriter out, String text) {
    String rest = Words.line(text).stripTrailing();
    while (rest.length() > WIDTH) {
      int at = rest.lastIndexOf(' ', WIDTH);
      int end = at > 4 ? at : WIDTH;
      out.println(rest.substring(0, end).stripTrailing());
      rest = "    " + rest.substring(end).stripLeading();
    }
    out.println(rest);
  }
}
