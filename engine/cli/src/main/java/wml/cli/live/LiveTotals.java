package wml.cli.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.RunPhase;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.runtime.run.RunObserver;

/**
 * What the intervals of the run that goes on add up to. Written by the coordinator once a second;
 * {@link #now} may be called by any thread and holds the coordinator up for a copy, not longer.
 */
public final class LiveTotals implements RunObserver {
  /** As many as a wide terminal shows. */
  private static final int RATES_KEPT = 240;

  private final List<Sum> sums = new ArrayList<>();
  private final Deque<Double> rates = new ArrayDeque<>();
  private @Nullable Interval last;
  private int runsFinished;
  private boolean over;

  private static final class Sum {
    private final FlowopRecord flowop;
    private long ops;
    private long errors;
    private long bytes;
    private final Map<String, LatencyHistogram> latencies = new TreeMap<>();

    Sum(FlowopRecord flowop) {
      this.flowop = flowop;
    }

    void add(FlowopRecord more) {
      ops += more.ops();
      errors += more.errors();
      bytes += more.bytes();
      more.latencies().forEach((kind, values) -> kind(kind).add(values));
    }

    private LatencyHistogram kind(String name) {
      return latencies.computeIfAbsent(name, k -> new LatencyHistogram());
    }

    Row row() {
      Map<String, LatencyHistogram> copies = new TreeMap<>();
      latencies.forEach(
          (kind, values) -> {
            LatencyHistogram copy = new LatencyHistogram();
            copy.add(values);
            copies.put(kind, copy);
          });
      return new Row(flowop, ops, errors, bytes, copies);
    }
  }

  /**
   * A flowop since its run's measure phase began.
   *
   * @param flowop names it; its numbers are those of the first interval
   */
  record Row(
      FlowopRecord flowop,
      long ops,
      long errors,
      long bytes,
      Map<String, LatencyHistogram> latencies) {}

  /**
   * A moment.
   *
   * @param rows of the run that goes on, or the last one
   * @param rates I/O operations per second, an interval each, oldest first
   * @param last the newest interval; null: there was none yet
   */
  record Moment(List<Row> rows, List<Double> rates, @Nullable Interval last, int runsFinished) {}

  @Override
  public synchronized void phase(RunPhase.Kind phase) {
    if (over) {
      sums.clear();
      rates.clear();
      last = null;
      over = false;
    }
  }

  @Override
  public synchronized void interval(Interval interval) {
    for (int i = 0; i < interval.flowops().size(); i++) {
      if (i == sums.size()) {
        sums.add(new Sum(interval.flowops().get(i)));
      }
      sums.get(i).add(interval.flowops().get(i));
    }
    long ops =
        interval.flowops().stream()
            .filter(FlowopRecord::countsAsIo)
            .mapToLong(FlowopRecord::ops)
            .sum();
    if (interval.seconds() > 0) {
      rates.addLast(ops / interval.seconds());
      last = interval;
    }
    if (rates.size() > RATES_KEPT) {
      rates.removeFirst();
    }
  }

  @Override
  public void finished(RunResult result) {
    runIsOver();
  }

  synchronized void runIsOver() {
    runsFinished++;
    over = true;
  }

  synchronized Moment now() {
    return new Moment(sums.stream().map(Sum::row).toList(), List.copyOf(rates), last, runsFinished);
  }
}
