package wml.reports.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

/**
 * One run over time: what each flowop did per stretch, with a coarse histogram of its latencies.
 */
final class Trace {
  /** More can't be told apart on a screen. */
  private static final int MOST_STRETCHES = 120;

  /** Rows of the heat map in a factor of ten. */
  static final int ROWS_PER_DECADE = 8;

  /** 10^12 ns is 17 minutes. */
  private static final int ROWS = 12 * ROWS_PER_DECADE;

  private final RunResult run;
  private final double[] edges;
  private final List<Line> lines;

  private Trace(RunResult run, double[] edges, List<Line> lines) {
    this.run = run;
    this.edges = edges;
    this.lines = lines;
  }

  /** A flowop over time. */
  static final class Line {
    private final int flowop;
    private final long[] ops;
    private final long[] bytes;
    private final int[][] heat;

    private Line(int flowop, int stretches) {
      this.flowop = flowop;
      ops = new long[stretches];
      bytes = new long[stretches];
      heat = new int[stretches][ROWS];
    }

    private void add(int stretch, FlowopRecord part) {
      ops[stretch] += part.ops();
      bytes[stretch] += part.bytes();
      part.latency()
          .forEachBucket(
              (lower, width, count) ->
                  heat[stretch][row(lower + width / 2)] +=
                      (int) Math.min(count, Integer.MAX_VALUE / 2));
    }

    /** By its place in the run. */
    int flowop() {
      return flowop;
    }

    long[] ops() {
      return ops;
    }

    long[] bytes() {
      return bytes;
    }

    /** Per stretch: the count of each row, which is a power of 10^(1/8) ns. */
    int[][] heat() {
      return heat;
    }
  }

  /** Of a run that has several intervals. */
  static Trace of(RunResult run) {
    List<Interval> intervals = run.measurement().intervals();
    int merged = Math.ceilDiv(intervals.size(), MOST_STRETCHES);
    int stretches = Math.ceilDiv(intervals.size(), merged);
    double[] edges = new double[stretches + 1];
    for (int i = 0; i < intervals.size(); i++) {
      edges[i / merged] = i % merged == 0 ? intervals.get(i).beginNanos() / 1e9 : edges[i / merged];
      edges[i / merged + 1] = intervals.get(i).endNanos() / 1e9;
    }
    List<Line> lines = new ArrayList<>();
    for (int f = 0; f < run.flowops().size(); f++) {
      Line line = new Line(f, stretches);
      for (int i = 0; i < intervals.size(); i++) {
        line.add(i / merged, intervals.get(i).flowops().get(f));
      }
      if (Arrays.stream(line.ops).sum() > 0) {
        lines.add(line);
      }
    }
    // The intervals' histograms are not needed any more.
    RunResult lean = run.with(Measurement.NONE.with(run.measurement().events()));
    return new Trace(lean, edges, lines);
  }

  private static int row(long nanos) {
    return nanos < 1
        ? 0
        : Math.clamp((int) (Math.log10((double) nanos) * ROWS_PER_DECADE), 0, ROWS - 1);
  }

  /** About how many numbers it takes to write it. */
  int weight() {
    int weight = edges.length;
    for (Line line : lines) {
      for (int[] column : line.heat) {
        weight += 3 + (int) Arrays.stream(column).filter(c -> c > 0).count();
      }
    }
    return weight;
  }

  /** With events, without intervals. */
  RunResult run() {
    return run;
  }

  /** Of the stretches, in seconds from the begin of the measure phase: one more than those. */
  double[] edges() {
    return edges;
  }

  /** Of flowops that did something. */
  List<Line> lines() {
    return lines;
  }
}
