package wml.reports.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.units.Nearest;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;
import wml.reports.figure.Unit;

/**
 * The runs of a chart, grouped by what tells them apart: result file, swept variables, flowop. Runs
 * of a group repeat each other; nothing that differs is ever mixed.
 */
public final class Samples {
  /** Dimensions beside the variables. */
  static final String RESULT = "result";

  static final String FLOWOP = "flowop";

  private static final String ALL = "all I/O";

  private final List<Run> runs = new ArrayList<>();
  private final Map<String, Sweep> variables = new LinkedHashMap<>();
  private final Choice choice;

  /**
   * What a user chose.
   *
   * @param flowop its name or label; null: all
   * @param x the variable along the x axis; null: one that varies
   * @param by what lines are told apart by: a variable, {@code result}, {@code flowop}; null: all
   *     that varies
   */
  public record Choice(@Nullable String flowop, @Nullable String x, @Nullable String by) {
    public static final Choice NONE = new Choice(null, null, null);
  }

  private record Run(String result, RunResult run) {}

  /**
   * One run's part in a group.
   *
   * @param flowop the rows, added up
   * @param rows of the run's flowops
   */
  record Sample(RunResult run, FlowopRecord flowop, List<Integer> rows) {}

  /**
   * Runs that repeat each other.
   *
   * @param key the values of the dimensions that vary
   */
  record Group(Map<String, String> key, List<Sample> samples) {
    /** What tells it from others, without some dimensions. */
    String label(Set<String> without) {
      return key.entrySet().stream()
          .filter(e -> !without.contains(e.getKey()))
          .map(
              e ->
                  e.getKey().equals(RESULT) || e.getKey().equals(FLOWOP)
                      ? e.getValue()
                      : e.getKey() + "=" + e.getValue())
          .collect(Collectors.joining(", "));
    }

    /** The latencies of all runs, added up. */
    LatencyHistogram latency() {
      LatencyHistogram all = new LatencyHistogram();
      samples.forEach(s -> all.add(s.flowop().latency()));
      return all;
    }

    /**
     * A metric over the runs: the median of rates; latencies are those of the added histograms,
     * with the interval of the runs' medians around them.
     */
    Estimate estimate(Metric metric) {
      double[] each =
          samples.stream()
              .mapToDouble(s -> metric.of(s.flowop(), s.run().elapsedSeconds()))
              .toArray();
      Estimate over = Estimate.of(each);
      if (metric.unit() != Unit.NANOS || over.n() < 2) {
        return over;
      }
      FlowopRecord one = samples.getFirst().flowop();
      LatencyHistogram all = latency();
      double value = metric.of(one.counting(all.count(), 0, 0, all, null, null), 1);
      return new Estimate(
          over.n(), value, Math.min(over.low(), value), Math.max(over.high(), value));
    }
  }

  /**
   * Of the valid runs of some files.
   *
   * @throws IllegalArgumentException if a name of the choice is unknown, with the nearest
   */
  public Samples(Map<Path, List<RunResult>> results, Choice choice) {
    this.choice = choice;
    List<String> names = names(results.keySet());
    int i = 0;
    for (List<RunResult> ofFile : results.values()) {
      String name = names.get(i++);
      ofFile.forEach(run -> runs.add(new Run(name, run)));
    }
    Set<String> all = new LinkedHashSet<>();
    runs.forEach(r -> all.addAll(r.run().point().keySet()));
    for (String variable : all) {
      List<String> values =
          runs.stream().map(r -> r.run().point().getOrDefault(variable, "-")).toList();
      variables.put(variable, new Sweep(variable, values));
    }
    checkNames();
  }

  /** In the order of files. */
  public List<RunResult> results() {
    return runs.stream().map(Run::run).toList();
  }

  /** The results' names, in the order of their files. */
  List<String> names() {
    return runs.stream().map(Run::result).distinct().toList();
  }

  /** What is shown of each run: a flowop's name, or {@code all I/O} of several. */
  String subject() {
    if (choice.flowop() != null) {
      return choice.flowop();
    }
    Set<String> names = new LinkedHashSet<>();
    for (Run run : runs) {
      run.run().flowops().stream()
          .filter(FlowopRecord::countsAsIo)
          .forEach(f -> names.add(f.name()));
    }
    return names.size() == 1 ? names.iterator().next() : ALL;
  }

  /** The variable along the x axis. */
  Sweep x() {
    if (choice.x() != null) {
      return variable(choice.x());
    }
    List<Sweep> varying = varying().stream().map(this::variable).toList();
    for (Sweep variable : varying.reversed()) {
      if (variable.isNumeric() && !variable.name().equals(choice.by())) {
        return variable;
      }
    }
    return varying.stream()
        .filter(v -> !v.name().equals(choice.by()))
        .reduce((a, b) -> b)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no variable varies: this kind of chart needs runs of a sweep"
                        + "\nhelp: 'sweep $threads in [1, 2, 4] { run 10 }' makes one"));
  }

  /** Groups by all that varies; flowops apart if they are asked for or nothing else varies. */
  List<Group> groups() {
    Set<String> dimensions = dimensions();
    if (dimensions.isEmpty() && choice.flowop() == null) {
      dimensions.add(FLOWOP);
    }
    return groups(dimensions);
  }

  /** The same with all flowops together, unless they are asked for. */
  List<Group> groupsOfAll() {
    return groups(dimensions());
  }

  /** The same with flowops apart, whatever else varies. */
  List<Group> groupsOfFlowops() {
    Set<String> dimensions = dimensions();
    dimensions.add(RESULT);
    dimensions.add(FLOWOP);
    return groups(dimensions);
  }

  private Set<String> dimensions() {
    Set<String> dimensions = new LinkedHashSet<>();
    if (choice.by() != null) {
      dimensions.add(choice.by());
    }
    if (names().size() > 1) {
      dimensions.add(RESULT);
    }
    dimensions.addAll(varying());
    return dimensions;
  }

  private List<Group> groups(Set<String> dimensions) {
    Map<Map<String, String>, List<Sample>> groups = new LinkedHashMap<>();
    for (Run run : runs) {
      Map<String, String> key = new LinkedHashMap<>();
      for (String dimension : dimensions) {
        if (dimension.equals(RESULT)) {
          key.put(RESULT, run.result());
        } else if (!dimension.equals(FLOWOP)) {
          key.put(dimension, run.run().point().getOrDefault(dimension, "-"));
        }
      }
      rows(run.run(), dimensions.contains(FLOWOP))
          .forEach(
              (label, rows) -> {
                Map<String, String> full = new LinkedHashMap<>(key);
                if (dimensions.contains(FLOWOP)) {
                  full.put(FLOWOP, label);
                }
                FlowopRecord flowop = sum(rows.stream().map(run.run().flowops()::get).toList());
                groups
                    .computeIfAbsent(full, k -> new ArrayList<>())
                    .add(new Sample(run.run(), flowop, rows));
              });
    }
    return groups.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  /** Flowops that did something, by label or all in one. */
  private Map<String, List<Integer>> rows(RunResult run, boolean apart) {
    List<String> labels = FlowopLabels.of(run.flowops());
    Map<String, List<Integer>> found = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      FlowopRecord flowop = run.flowops().get(i);
      boolean wanted =
          choice.flowop() == null
              ? flowop.countsAsIo()
              : flowop.name().equals(choice.flowop()) || labels.get(i).equals(choice.flowop());
      if (wanted && flowop.ops() + flowop.errors() > 0) {
        found.computeIfAbsent(apart ? labels.get(i) : subject(), l -> new ArrayList<>()).add(i);
      }
    }
    return found;
  }

  /** Several flowops as one. */
  static FlowopRecord sum(List<FlowopRecord> flowops) {
    LatencyHistogram service = new LatencyHistogram();
    LatencyHistogram latency = new LatencyHistogram();
    flowops.forEach(f -> service.add(f.service()));
    flowops.forEach(f -> latency.add(f.latency()));
    boolean rated = flowops.stream().anyMatch(f -> f.response() != null);
    return flowops
        .getFirst()
        .counting(
            flowops.stream().mapToLong(FlowopRecord::ops).sum(),
            flowops.stream().mapToLong(FlowopRecord::errors).sum(),
            flowops.stream().mapToLong(FlowopRecord::bytes).sum(),
            service,
            rated ? latency : null,
            null);
  }

  private List<String> varying() {
    return variables.values().stream().filter(v -> v.values().size() > 1).map(Sweep::name).toList();
  }

  private Sweep variable(String name) {
    Sweep known = variables.get(name);
    if (known == null) {
      throw unknown("variable", name, variables.keySet());
    }
    return known;
  }

  private void checkNames() {
    if (choice.x() != null) {
      variable(choice.x());
    }
    if (choice.by() != null && !choice.by().equals(RESULT) && !choice.by().equals(FLOWOP)) {
      variable(choice.by());
    }
    if (choice.flowop() != null) {
      Set<String> names = new TreeSet<>();
      for (Run run : runs) {
        names.addAll(FlowopLabels.of(run.run().flowops()));
        run.run().flowops().forEach(f -> names.add(f.name()));
      }
      if (!names.contains(choice.flowop())) {
        throw unknown("flowop", choice.flowop(), names);
      }
    }
  }

  private static IllegalArgumentException unknown(
      String what, String name, Collection<String> known) {
    return new IllegalArgumentException(
        "the results have no %s '%s'%s\nhelp: %s"
            .formatted(
                what,
                name,
                Nearest.hint(name, known),
                known.isEmpty() ? "they have none" : "they have " + String.join(", ", known)));
  }

  /** Files' names without their endings, with folders where they would be the same. */
  private static List<String> names(Collection<Path> files) {
    List<Function<Path, String>> longer =
        List.of(
            f -> stem(String.valueOf(f.getFileName())), f -> stem(f.toString()), Path::toString);
    for (Function<Path, String> name : longer) {
      List<String> names = files.stream().map(name).toList();
      if (Set.copyOf(names).size() == names.size()) {
        return names;
      }
    }
    return files.stream().map(Path::toString).toList();
  }

  private static String stem(String name) {
    return name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
  }
}
