package wml.reports.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.FlowopLabels;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.store.ResultReader;

/**
 * What a page keeps of one result file. Runs are read one at a time and leave a few numbers each;
 * histograms are kept of listed cells alone, so that 10,000 runs need no more than some 50 MB.
 */
public final class ReportedResult {
  /**
   * Cells of all results of a page, some 130 bytes each: two matrices of 189 points and 13 tests.
   */
  static final int MOST_CELLS = 6_000;

  /** Numbers of all traces of a page: 4 bytes each make 120 KB. */
  private static final int MOST_TRACED = 30_000;

  /** Values of a fact that differs between runs. */
  private static final int MOST_VALUES = 4;

  private final Path file;
  private final int mostCells;
  private final int mostTraced;
  private final Map<String, Integer> flowopIndex = new LinkedHashMap<>();
  private final List<FlowopRecord> flowops = new ArrayList<>();
  private final Map<Map<String, String>, Point> points = new LinkedHashMap<>();
  private final Map<String, Set<String>> swept = new LinkedHashMap<>();
  private final Map<String, Set<String>> environment = new LinkedHashMap<>();
  private final Map<String, Noise> noise = new TreeMap<>();
  private final Set<String> digests = new LinkedHashSet<>();
  private final Map<Trace, int[]> traces = new LinkedHashMap<>();
  private final Verdict verdict = new Verdict();
  private List<FlowopRecord> labelled = List.of();
  private List<String> labels = List.of();
  private @Nullable RunResult first;
  private String lastStarted = "";
  private int cells;
  private int traced;
  private int tracesLeftOut;
  private int repeats = 1;
  private final Set<Map<String, String>> unlisted = new LinkedHashSet<>();

  /** A metric of noise over all runs. */
  static final class Noise {
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double sum;
    private int runs;

    private void add(double value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      sum += value;
      runs++;
    }

    double least() {
      return least;
    }

    double greatest() {
      return greatest;
    }

    double mean() {
      return sum / runs;
    }

    int runs() {
      return runs;
    }
  }

  private ReportedResult(Path file, int sharedBy) {
    this.file = file;
    mostCells = MOST_CELLS / sharedBy;
    mostTraced = MOST_TRACED / sharedBy;
  }

  /**
   * Reads a file.
   *
   * @param sharedBy how many results the page has
   * @throws IOException saying which file and what is wrong with it
   */
  public static ReportedResult read(Path file, int sharedBy) throws IOException {
    ReportedResult result = new ReportedResult(file, sharedBy);
    ResultReader.read(file, result::add);
    if (result.first == null) {
      throw new IOException(
          file + " holds no runs: there is nothing to report\nhelp: run the workload again");
    }
    return result;
  }

  private void add(RunResult run) {
    if (first == null) {
      Measurement.Steadiness steadiness = run.measurement().steadiness();
      first = run.with(steadiness == null ? Measurement.NONE : Measurement.NONE.with(steadiness));
    }
    lastStarted = run.startedAt();
    digests.add(run.workload().sha256());
    repeats = Math.max(repeats, run.measurement().repeat() + 1);
    verdict.add(run);
    run.noise()
        .forEach(
            (name, value) -> {
              if (Double.isFinite(value)) {
                noise.computeIfAbsent(name, n -> new Noise()).add(value);
              }
            });
    run.environment().forEach(this::fact);
    Point point = point(run);
    if (point != null && run.valid()) {
      cells(run, point);
      trace(run);
    }
  }

  private void fact(String name, String value) {
    Set<String> values = environment.computeIfAbsent(name, n -> new LinkedHashSet<>());
    if (values.size() < MOST_VALUES) {
      values.add(value);
    }
  }

  /** Null: the page lists enough. */
  private @Nullable Point point(RunResult run) {
    Point point = points.get(run.point());
    if (point == null) {
      if (cells + run.flowops().size() > mostCells && !points.isEmpty()) {
        unlisted.add(run.point());
        return null;
      }
      point = new Point(run.point());
      points.put(run.point(), point);
      cells += run.flowops().size() + 1;
      run.point()
          .forEach(
              (name, value) -> swept.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value));
    }
    Measurement.Steadiness steadiness = run.measurement().steadiness();
    point.count(run.valid(), steadiness == null || steadiness.steady());
    return point;
  }

  private void cells(RunResult run, Point point) {
    List<FlowopRecord> io = run.flowops().stream().filter(FlowopRecord::countsAsIo).toList();
    if (io.size() > 1) {
      LatencyHistogram latency = run.ioLatency();
      point
          .cell(index(ALL, ALL_IO))
          .add(
              ALL.counting(
                  run.ioOperations(), run.errorCount(), run.ioBytes(), latency, null, null),
              run.elapsedSeconds());
    }
    for (int i = 0; i < run.flowops().size(); i++) {
      FlowopRecord flowop = run.flowops().get(i);
      point.cell(index(flowop, labels(run).get(i))).add(flowop, run.elapsedSeconds());
    }
  }

  /** The label of the sum of all I/O. No label of a flowop has a blank. */
  static final String ALL_IO = "all I/O";

  private static final FlowopRecord ALL =
      new FlowopRecord("", "", "", ALL_IO, "", Cell.ALL, "none", 0, 0, 0, new LatencyHistogram());

  private List<String> labels(RunResult run) {
    boolean same = labelled.size() == run.flowops().size();
    for (int i = 0; same && i < labelled.size(); i++) {
      same = sameName(labelled.get(i), run.flowops().get(i));
    }
    if (!same) {
      labelled =
          run.flowops().stream()
              .map(f -> f.counting(0, 0, 0, new LatencyHistogram(), null, null))
              .toList();
      labels = FlowopLabels.of(labelled);
    }
    return labels;
  }

  private static boolean sameName(FlowopRecord a, FlowopRecord b) {
    return a.name().equals(b.name())
        && a.thread().equals(b.thread())
        && a.process().equals(b.process())
        && a.machine().equals(b.machine());
  }

  private int index(FlowopRecord flowop, String label) {
    Integer known = flowopIndex.get(label);
    if (known == null) {
      known = flowops.size();
      flowopIndex.put(label, known);
      flowops.add(flowop.counting(0, 0, 0, new LatencyHistogram(), null, null));
    }
    return known;
  }

  private void trace(RunResult run) {
    if (run.measurement().intervals().size() < 2) {
      return;
    }
    Trace trace = Trace.of(run);
    if (traced + trace.weight() > mostTraced && !traces.isEmpty()) {
      tracesLeftOut++;
      return;
    }
    traced += trace.weight();
    int[] index = new int[run.flowops().size()];
    for (int f = 0; f < index.length; f++) {
      index[f] = index(run.flowops().get(f), labels(run).get(f));
    }
    traces.put(trace, index);
  }

  /** Swept variables in the order of the sweeps. */
  List<SweptVariable> variables() {
    return swept.entrySet().stream().map(e -> SweptVariable.of(e.getKey(), e.getValue())).toList();
  }

  RunResult first() {
    if (first == null) {
      throw new IllegalStateException("read() has made sure of one");
    }
    return first;
  }

  Path file() {
    return file;
  }

  String lastStarted() {
    return lastStarted;
  }

  Map<String, Integer> flowopLabels() {
    return flowopIndex;
  }

  List<FlowopRecord> flowops() {
    return flowops;
  }

  List<Point> points() {
    return List.copyOf(points.values());
  }

  Map<String, Set<String>> environment() {
    return environment;
  }

  Map<String, Noise> noise() {
    return noise;
  }

  Set<String> digests() {
    return digests;
  }

  /** With the index of each of its flowops among {@link #flowops}. */
  Map<Trace, int[]> traces() {
    return traces;
  }

  Verdict verdict() {
    return verdict;
  }

  int repeats() {
    return repeats;
  }

  /** Sentences about what the page does not show. */
  List<String> leftOut() {
    List<String> out = new ArrayList<>();
    if (!unlisted.isEmpty()) {
      out.add(
          "%,d of %,d points are not listed: a page holds %,d cells. Verdict and noise count all runs."
              .formatted(unlisted.size(), unlisted.size() + points.size(), mostCells));
    }
    if (tracesLeftOut > 0) {
      out.add(
          "%,d of %,d runs are not shown over time"
              .formatted(tracesLeftOut, tracesLeftOut + traces.size()));
    }
    if (verdict.unheard() > 0) {
      out.add(
          "%,d further problems, notes, assertions or errors are not listed"
              .formatted(verdict.unheard()));
    }
    return out;
  }
}
