package wml.reports.surface;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.units.Nearest;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;
import wml.reports.figure.Variable;

/**
 * Collects the cells of grids from runs, which come one at a time. Runs of one point repeat each
 * other: throughput is that of all their calls together, of which each is a sample; other metrics
 * have a sample per run. One thread's.
 */
public final class Grids {
  private final Metric metric;

  /** Values of the variables of sweeps, as written, in the order of their appearance. */
  private final Map<String, Set<String>> variables = new LinkedHashMap<>();

  private final Map<Key, Samples> samples = new LinkedHashMap<>();
  private int runs;

  private record Key(String flowop, Map<String, String> point) {}

  private static final class Samples {
    final List<Double> values = new ArrayList<>();
    final LatencyHistogram service = new LatencyHistogram();
    long bytes;
    long ops;
  }

  public Grids(Metric metric) {
    this.metric = metric;
  }

  /** Runs that are not valid have no numbers. */
  public void add(RunResult run) {
    if (!run.valid()) {
      return;
    }
    runs++;
    run.point().forEach((n, v) -> variables.computeIfAbsent(n, k -> new LinkedHashSet<>()).add(v));
    List<String> labels = FlowopLabels.of(run.flowops());
    for (int i = 0; i < labels.size(); i++) {
      FlowopRecord flowop = run.flowops().get(i);
      if (flowop.ops() == 0) {
        continue;
      }
      Samples into =
          samples.computeIfAbsent(new Key(labels.get(i), run.point()), k -> new Samples());
      into.values.add(metric.of(flowop, run.elapsedSeconds()));
      if (metric == Metric.THROUGHPUT) {
        into.service.add(flowop.service());
        into.bytes += flowop.bytes();
        into.ops += flowop.ops();
      }
    }
  }

  /** Names of the swept variables. */
  public List<String> variables() {
    return List.copyOf(variables.keySet());
  }

  /** Flowops with numbers, in the order of the results; of throughput those that move bytes. */
  public List<String> flowops() {
    Set<String> names = new LinkedHashSet<>();
    samples.forEach(
        (key, s) -> {
          if (metric != Metric.THROUGHPUT || s.bytes > 0) {
            names.add(key.flowop());
          }
        });
    return List.copyOf(names);
  }

  /**
   * A grid per flowop.
   *
   * @param x name of a variable; null: the first
   * @param y name of another; null: the next
   * @param flowops names; none: all
   * @throws IllegalArgumentException if there is no such variable or flowop, or nothing was
   *     measured
   */
  public List<Grid> of(@Nullable String x, @Nullable String y, Collection<String> flowops) {
    if (runs == 0) {
      throw new IllegalArgumentException("there is no valid run: there is nothing to draw");
    }
    if (variables.size() < 2) {
      throw new IllegalArgumentException(
          "a surface needs two swept variables, and the result has %s\nhelp: 'sweep $a in ..., $b in"
                  .formatted(
                      variables.isEmpty() ? "none" : "$" + String.join(", $", variables.keySet()))
              + " ... { run }' makes such a matrix");
    }
    Variable across = variable(x == null ? other(y, 0) : x);
    Variable along = variable(y == null ? other(across.name(), 0) : y);
    if (across.name().equals(along.name())) {
      throw new IllegalArgumentException("both axes would be $" + across.name());
    }
    List<String> known = flowops();
    List<Grid> grids = new ArrayList<>();
    for (String flowop : flowops.isEmpty() ? known : flowops) {
      if (!known.contains(flowop)) {
        throw new IllegalArgumentException(
            "there is no flowop '%s' with %s%s\nhelp: there are %s"
                .formatted(
                    flowop, metric.label(), Nearest.hint(flowop, known), String.join(", ", known)));
      }
      grids.add(grid(flowop, across, along));
    }
    if (grids.isEmpty()) {
      throw new IllegalArgumentException("no flowop has " + metric.label());
    }
    return grids;
  }

  private String other(@Nullable String than, int skip) {
    return variables.keySet().stream()
        .filter(v -> !v.equals(than))
        .skip(skip)
        .findFirst()
        .orElseThrow();
  }

  private Variable variable(String name) {
    Set<String> values = variables.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "no sweep has a variable '%s'%s\nhelp: there are %s"
              .formatted(
                  name,
                  Nearest.hint(name, variables.keySet()),
                  String.join(", ", variables.keySet())));
    }
    return Variable.of(name, values);
  }

  private Grid grid(String flowop, Variable x, Variable y) {
    Map<Double, Map<Double, Samples>> cells = new HashMap<>();
    samples.forEach(
        (key, s) -> {
          String atX = key.point().get(x.name());
          String atY = key.point().get(y.name());
          if (key.flowop().equals(flowop) && atX != null && atY != null) {
            Samples cell =
                cells
                    .computeIfAbsent(x.number(atX), k -> new HashMap<>())
                    .computeIfAbsent(y.number(atY), k -> new Samples());
            cell.values.addAll(s.values); // further variables are added up
            cell.service.add(s.service);
            cell.bytes += s.bytes;
            cell.ops += s.ops;
          }
        });
    Map<Double, Map<Double, Estimate>> estimates = new HashMap<>();
    cells.forEach(
        (atX, column) ->
            column.forEach(
                (atY, s) ->
                    estimates.computeIfAbsent(atX, k -> new HashMap<>()).put(atY, estimate(s))));
    return Grid.of(flowop, x, y, metric, estimates);
  }

  private Estimate estimate(Samples s) {
    return metric == Metric.THROUGHPUT
        ? Estimate.perSecond((double) s.bytes / (double) s.ops, s.service)
        : Estimate.of(s.values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
