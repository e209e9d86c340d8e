package wml.runtime.steady;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Interval;
import wml.api.result.Measurement.Steadiness;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

/** Narrows a result to the steady part of its measure phase: histograms of intervals are added. */
public final class SteadyWindow {
  /** A last interval that is shorter than this part of the others says little of throughput. */
  private static final double WHOLE = 0.9;

  /** Intervals of longer runs are joined: the search takes their number's square. */
  private static final int MOST_STEPS = 2048;

  private SteadyWindow() {}

  /**
   * The result of the steady part, or the same result that says why there is none. Virtual machines
   * are not told apart in intervals: what each did by itself is left out.
   */
  public static RunResult of(RunResult run) {
    if (!run.valid()) {
      return run;
    }
    List<Interval> intervals = run.measurement().intervals();
    int join = 1 + intervals.size() / MOST_STEPS;
    return switch (SteadySearch.search(throughput(intervals, join))) {
      case SteadySearch.Verdict.Unstable u -> none(run, u.reason());
      case SteadySearch.Verdict.Steady s -> from(run, s.first() * join, s.drift(), s.spread());
    };
  }

  /** The same result, which says why it has no steady part. */
  public static RunResult none(RunResult run, String reason) {
    return run.with(run.measurement().with(Steadiness.unstable(reason)));
  }

  /** The result from an interval on: somebody else has found it steady from there. */
  public static RunResult from(RunResult run, int first) {
    return from(run, first, 0, 0);
  }

  private static RunResult from(RunResult run, int first, double drift, double spread) {
    List<Interval> intervals = run.measurement().intervals();
    List<Interval> window = intervals.subList(first, intervals.size());
    long begin = window.getFirst().beginNanos();
    long end = window.getLast().endNanos();
    Steadiness found = new Steadiness(true, "", begin, end, drift, spread);
    return run.within(
        run.measurement().with(found),
        end - begin,
        sum(run.flowops(), window.stream().map(Interval::flowops).toList()),
        List.of());
  }

  /** Operations per second of each interval. */
  public static double[] throughput(List<Interval> intervals) {
    return throughput(intervals, 1);
  }

  /** Operations per second; of all flowops if none of them counts as I/O. */
  private static double[] throughput(List<Interval> intervals, int join) {
    boolean io =
        intervals.stream()
            .flatMap(i -> i.flowops().stream())
            .anyMatch(f -> f.countsAsIo() && f.ops() > 0);
    int whole = intervals.size();
    if (whole > 1 && intervals.getLast().seconds() < WHOLE * intervals.getFirst().seconds()) {
      whole--;
    }
    double[] out = new double[whole / join];
    Arrays.setAll(out, i -> rate(intervals.subList(i * join, (i + 1) * join), io));
    return out;
  }

  private static double rate(List<Interval> intervals, boolean io) {
    double seconds = intervals.stream().mapToDouble(Interval::seconds).sum();
    long operations =
        intervals.stream()
            .flatMap(i -> i.flowops().stream())
            .filter(f -> !io || f.countsAsIo())
            .mapToLong(FlowopRecord::ops)
            .sum();
    return seconds <= 0 ? 0 : operations / seconds;
  }

  /** Row by row: those of an interval are in the order of the result's. */
  private static List<FlowopRecord> sum(List<FlowopRecord> all, List<List<FlowopRecord>> window) {
    List<FlowopRecord> sums = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      int i = row;
      sums.add(sum(all.get(row), window.stream().map(rows -> rows.get(i)).toList()));
    }
    return sums;
  }

  private static FlowopRecord sum(FlowopRecord like, Iterable<FlowopRecord> parts) {
    long ops = 0;
    long errors = 0;
    long bytes = 0;
    LatencyHistogram service = new LatencyHistogram();
    LatencyHistogram response = like.response() == null ? null : new LatencyHistogram();
    LatencyHistogram delay = like.delay() == null ? null : new LatencyHistogram();
    for (FlowopRecord part : parts) {
      ops += part.ops();
      errors += part.errors();
      bytes += part.bytes();
      service.add(part.service());
      add(response, part.response());
      add(delay, part.delay());
    }
    return like.counting(ops, errors, bytes, service, response, delay);
  }

  private static void add(@Nullable LatencyHistogram sum, @Nullable LatencyHistogram part) {
    if (sum != null && part != null) {
      sum.add(part);
    }
  }
}
