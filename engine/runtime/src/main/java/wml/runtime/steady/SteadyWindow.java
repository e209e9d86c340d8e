package wml.runtime.steady;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A flowop of a thread. */
  private record Key(String machine, String process, String thread, String name) {
    static Key of(FlowopRecord f) {
      return new Key(f.machine(), f.process(), f.thread(), f.name());
    }
  }

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
      case SteadySearch.Verdict.Unstable u ->
          run.with(run.measurement().with(Steadiness.unstable(u.reason())));
      case SteadySearch.Verdict.Steady s -> {
        List<Interval> window = intervals.subList(s.first() * join, intervals.size());
        long begin = window.getFirst().beginNanos();
        long end = window.getLast().endNanos();
        Steadiness found = new Steadiness(true, "", begin, end, s.drift(), s.spread());
        yield run.within(
            run.measurement().with(found), end - begin, sum(run.flowops(), window), List.of());
      }
    };
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

  /** In the order of the result's own. */
  private static List<FlowopRecord> sum(List<FlowopRecord> all, List<Interval> window) {
    Map<Key, List<FlowopRecord>> parts = new LinkedHashMap<>();
    all.forEach(f -> parts.put(Key.of(f), new ArrayList<>()));
    for (Interval interval : window) {
      for (FlowopRecord f : interval.flowops()) {
        parts.computeIfAbsent(Key.of(f), k -> new ArrayList<>()).add(f);
      }
    }
    return all.stream().map(f -> sum(f, parts.getOrDefault(Key.of(f), List.of()))).toList();
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
    return new FlowopRecord(
        like.machine(),
        like.process(),
        like.thread(),
        like.name(),
        like.type(),
        like.category(),
        like.direction(),
        ops,
        errors,
        bytes,
        service,
        response,
        delay);
  }

  private static void add(@Nullable LatencyHistogram sum, @Nullable LatencyHistogram part) {
    if (sum != null && part != null) {
      sum.add(part);
    }
  }
}
