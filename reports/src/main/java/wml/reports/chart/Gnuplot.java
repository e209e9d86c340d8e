package wml.reports.chart;

import java.util.ArrayList;
import java.util.List;

/** A gnuplot script that draws about the same as a chart. One is built per chart. */
final class Gnuplot {
  private final List<String> settings = new ArrayList<>();
  private final List<String> plots = new ArrayList<>();

  Gnuplot(ChartText text, String x, String y) {
    set("title " + quoted(text.title()) + " noenhanced");
    set("xlabel " + quoted(x) + " noenhanced");
    set("ylabel " + quoted(y) + " noenhanced");
  }

  /** A line {@code set ...}. */
  Gnuplot set(String setting) {
    settings.add(setting);
    return this;
  }

  /** For logarithmic axes: {@code x 2}. */
  Gnuplot log(String axis, int base) {
    return set("logscale " + axis + " " + base);
  }

  /**
   * A curve of the rows that a column's text selects.
   *
   * @param column from 1
   * @param using what follows {@code using}, with {@code FILTER(n)} for a column of these rows
   */
  Gnuplot curve(int column, String equal, String using, String with, String label) {
    String filter = "(strcol(" + column + ") eq " + quoted(equal) + " ? $";
    StringBuilder columns = new StringBuilder();
    for (String part : using.split(":")) {
      columns.append(columns.isEmpty() ? "" : ":").append(filter).append(part).append(" : NaN)");
    }
    plots.add("using " + columns + " with " + with + " title " + quoted(label));
    return this;
  }

  /** Anything else of the table. */
  Gnuplot plot(String rest) {
    plots.add(rest);
    return this;
  }

  String script(String table) {
    StringBuilder script = new StringBuilder("set datafile missing \"NaN\"\n");
    script.append("set key below noenhanced\nset grid\n");
    settings.forEach(s -> script.append("set ").append(s).append('\n'));
    script.append("plot ");
    for (int i = 0; i < plots.size(); i++) {
      script
          .append(i == 0 ? "" : ", \\\n     ")
          .append(quoted(table))
          .append(" skip 1 ")
          .append(plots.get(i));
    }
    return script.append('\n').toString();
  }

  /** Single quotes: gnuplot takes all in them as it stands; the table has no double ones. */
  static String quoted(String text) {
    return "'" + text.replace('"', '\'').replace("'", "''").replace("\n", " ") + "'";
  }
}
