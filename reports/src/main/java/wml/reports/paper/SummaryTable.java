package wml.reports.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.result.FlowopLabels;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.drawing.LatexText;
import wml.reports.figure.Metric;
import wml.reports.figure.Table;

/** A row per run and flowop: what a paper's table shows, and the same as data. One thread's. */
final class SummaryTable {
  /** A paper's table with more rows is a supplement: the data has them all. */
  static final int MOST_ROWS = 40;

  private static final List<Metric> METRICS =
      List.of(Metric.IOPS, Metric.BANDWIDTH, Metric.MEAN, Metric.P50, Metric.P99, Metric.P999);

  private final List<List<Object>> rows = new ArrayList<>();
  private final Set<String> variables = new LinkedHashSet<>();
  private final List<Map<String, String>> points = new ArrayList<>();

  void add(String result, RunResult run) {
    List<String> labels = FlowopLabels.of(run.flowops());
    variables.addAll(run.point().keySet());
    for (int i = 0; i < labels.size(); i++) {
      FlowopRecord flowop = run.flowops().get(i);
      List<Object> row =
          new ArrayList<>(List.of(result, labels.get(i), flowop.ops(), flowop.errors()));
      for (Metric metric : METRICS) {
        row.add(metric.of(flowop, run.elapsedSeconds()));
      }
      rows.add(row);
      points.add(new LinkedHashMap<>(run.point()));
    }
  }

  /** All rows: a column per variable, then the numbers. */
  Table data() {
    List<String> columns = new ArrayList<>(List.of("result"));
    columns.addAll(variables);
    columns.addAll(List.of("flowop", "ops", "errors"));
    METRICS.forEach(m -> columns.add(column(m)));
    List<List<Object>> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Object> row = new ArrayList<>(List.of(rows.get(i).getFirst()));
      for (String variable : variables) {
        row.add(points.get(i).getOrDefault(variable, ""));
      }
      row.addAll(rows.get(i).subList(1, rows.get(i).size()));
      out.add(List.copyOf(row));
    }
    return new Table(columns, out);
  }

  private static String column(Metric metric) {
    return metric.label()
        + switch (metric.unit()) {
          case BYTES_PER_SECOND -> "_bytes_per_s";
          case PER_SECOND -> "_per_s";
          case NANOS -> "_ns";
          default -> "";
        };
  }

  /** A {@code tabular} that needs no package. */
  String latex() {
    StringBuilder out = new StringBuilder("\\begin{tabular}{");
    out.append("l".repeat(variables.size() + 1))
        .append("r".repeat(METRICS.size()))
        .append("}\n\\hline\n");
    List<String> head = new ArrayList<>();
    variables.forEach(v -> head.add(LatexText.escaped(v)));
    head.add("flowop");
    for (String words : List.of("ops/s", "bandwidth", "mean", "p50", "p99", "p99.9")) {
      head.add(words);
    }
    out.append(String.join(" & ", head)).append(" \\\\\n\\hline\n");
    for (int i = 0; i < Math.min(rows.size(), MOST_ROWS); i++) {
      List<String> cells = new ArrayList<>();
      for (String variable : variables) {
        cells.add(LatexText.escaped(points.get(i).getOrDefault(variable, "")));
      }
      List<Object> row = rows.get(i);
      cells.add(LatexText.escaped(row.get(1).toString()));
      for (int m = 0; m < METRICS.size(); m++) {
        double value = (Double) row.get(4 + m);
        cells.add(
            Double.isNaN(value) ? "--" : LatexText.escaped(METRICS.get(m).unit().format(value)));
      }
      out.append(String.join(" & ", cells)).append(" \\\\\n");
    }
    return out.append("\\hline\n\\end{tabular}%\n").toString();
  }

  int size() {
    return rows.size();
  }
}
