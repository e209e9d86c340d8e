package wml.runtime.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Guest;
import wml.api.result.Interval;
import wml.api.result.RunResult.FlowopRecord;
import wml.runtime.worker.Machine;
import wml.runtime.worker.Slice;
import wml.runtime.worker.Timeline;
import wml.runtime.worker.Worker;

/**
 * Adds up what threads hand over at the ends of intervals. Of the coordinating thread.
 *
 * <p>An interval is closed once every living thread has handed it over, or {@link #PATIENCE_NANOS}
 * after its end: a thread in a long operation holds nobody up. What it hands over late is told to
 * observers with the interval that is open then, and kept with the one that it belongs to. The last
 * interval is closed when the run is over. All intervals together are the result.
 */
final class Intervals {
  /** Less than an interval, so that observers hear of one per second. */
  private static final long PATIENCE_NANOS = 900_000_000;

  /** An hour of seconds; then neighbours are merged, and again after two hours, and so on. */
  private static final int MAX_KEPT = 3_600;

  /** A histogram takes about 6 KiB: some 100 MiB in all. */
  private static final int MAX_HISTOGRAMS = 16_384;

  private static final int LEAST_KEPT = 16;

  private final RunObserver observer;
  private final List<Worker> workers;
  private final FlowopRows byGroup;
  private final FlowopRows byMachine;
  private final FlowopRows.Sums total;
  private final FlowopRows.@Nullable Sums guests;

  private final TreeMap<Long, FlowopRows.Sums> open = new TreeMap<>();

  /** Of intervals that are closed: observers will hear of it with the next one. */
  private FlowopRows.@Nullable Sums late;

  /** By worker: the last interval that it has handed over. */
  private final long[] heard;

  private final Timeline timeline;
  private final long startNanoTime;
  private final long intervalNanos;
  private final long measureNanos;
  private final int maxKept;
  private final List<Kept> kept = new ArrayList<>();
  private long perKept = 1;
  private long next;

  private record Kept(long beginNanos, long endNanos, FlowopRows.Sums sums) {
    Interval interval() {
      return new Interval(beginNanos, endNanos, sums.records());
    }

    Kept and(Kept after, FlowopRows.Sums both) {
      both.add(sums);
      both.add(after.sums);
      return new Kept(beginNanos, after.endNanos, both);
    }
  }

  Intervals(
      RunObserver observer,
      List<Worker> workers,
      List<Guest> guests,
      Timeline timeline,
      long start) {
    this.observer = observer;
    this.workers = workers;
    this.timeline = timeline;
    startNanoTime = start;
    intervalNanos = timeline.intervalNanos();
    measureNanos = timeline.measuredNanos(timeline.measure().endNanos());
    byGroup = new FlowopRows(workers, Intervals::group);
    byMachine = new FlowopRows(workers, Machine::name);
    total = byGroup.new Sums();
    this.guests = guests.isEmpty() ? null : byMachine.new Sums();
    heard = new long[workers.size()];
    Arrays.fill(heard, -1);
    int rows = Math.max(1, byGroup.size());
    maxKept = Math.min(MAX_KEPT, Math.max(LEAST_KEPT, MAX_HISTOGRAMS / rows));
  }

  private static String group(Machine machine) {
    Guest guest = machine.guest();
    return guest == null ? "" : guest.group();
  }

  /** Takes what was handed over and closes the intervals that are complete or overdue. */
  void at(long now) {
    for (int w = 0; w < heard.length; w++) {
      Worker worker = workers.get(w);
      Slice slice = worker.tally().take();
      if (slice != null) {
        heard[w] = slice.interval();
        add(w, slice, slice.interval());
        worker.tally().giveBack(slice);
      }
    }
    while (isDue(now)) {
      close((next + 1) * intervalNanos);
    }
  }

  private boolean isDue(long now) {
    long end = (next + 1) * intervalNanos;
    long late = now - (startNanoTime + timeline.intervalEndNanos(next));
    return end < measureNanos && late >= 0 && (late >= PATIENCE_NANOS || allHeard(next));
  }

  private boolean allHeard(long interval) {
    for (int w = 0; w < heard.length; w++) {
      if (heard[w] < interval && workers.get(w).handle().isAlive()) {
        return false;
      }
    }
    return true;
  }

  private void add(int worker, Slice slice, long interval) {
    int steps = workers.get(worker).calls().size();
    int place = (int) Math.min(Integer.MAX_VALUE, interval / perKept);
    if (interval < next && place < kept.size()) {
      kept.get(place).sums().add(worker, slice, steps);
      if (late == null) {
        late = byGroup.new Sums();
      }
      late.add(worker, slice, steps);
    } else {
      long into = Math.max(next, interval);
      open.computeIfAbsent(into, i -> byGroup.new Sums()).add(worker, slice, steps);
    }
    if (guests != null) {
      guests.add(worker, slice, steps);
    }
  }

  private void close(long endNanos) {
    FlowopRows.Sums done = open.remove(next);
    FlowopRows.Sums sums = done == null ? byGroup.new Sums() : done;
    Kept closed = new Kept(next * intervalNanos, endNanos, sums);
    next++;
    total.add(sums);
    observer.interval(withLate(closed).interval());
    keep(closed);
  }

  /** What observers hear of an interval. */
  private Kept withLate(Kept closed) {
    FlowopRows.Sums before = late;
    if (before == null) {
      return closed;
    }
    total.add(before);
    before.add(closed.sums());
    late = null;
    return new Kept(closed.beginNanos(), closed.endNanos(), before);
  }

  private void keep(Kept closed) {
    boolean begins = closed.beginNanos() / intervalNanos % perKept == 0;
    if (begins || kept.isEmpty()) {
      kept.add(closed);
    } else {
      kept.add(kept.removeLast().and(closed, byGroup.new Sums()));
    }
    if (kept.size() > maxKept) {
      List<Kept> all = List.copyOf(kept);
      kept.clear();
      for (int i = 0; i < all.size(); i += 2) {
        Kept one = all.get(i);
        kept.add(i + 1 < all.size() ? one.and(all.get(i + 1), byGroup.new Sums()) : one);
      }
      perKept *= 2;
    }
  }

  /**
   * All threads have ended, or were given up.
   *
   * @param measuredNanos how long the measure phase was
   */
  void finish(long measuredNanos) {
    for (int w = 0; w < heard.length; w++) {
      Worker worker = workers.get(w);
      Slice slice = worker.tally().take();
      if (slice != null) {
        add(w, slice, slice.interval());
      }
    }
    long lastInterval = Math.max(next, (measuredNanos - 1) / intervalNanos);
    for (int w = 0; w < heard.length; w++) {
      add(w, workers.get(w).tally().rest(), lastInterval);
    }
    while (next < lastInterval) {
      close((next + 1) * intervalNanos);
    }
    FlowopRows.Sums last = byGroup.new Sums();
    open.values().forEach(last::add);
    open.clear();
    if (measuredNanos > next * intervalNanos) {
      open.put(next, last);
      close(measuredNanos);
      return;
    }
    total.add(last);
    if (late != null) {
      total.add(late);
      late = null;
    }
    Kept end = new Kept(measuredNanos, measuredNanos, last);
    while (!kept.isEmpty() && end.endNanos() - kept.getLast().beginNanos() <= 0) {
      end = new Kept(0, measuredNanos, kept.removeLast().and(end, byGroup.new Sums()).sums());
    }
    if (!kept.isEmpty()) {
      kept.add(kept.removeLast().and(end, byGroup.new Sums()));
    }
  }

  List<Interval> all() {
    return kept.stream().map(Kept::interval).toList();
  }

  boolean anyOperation() {
    return total.anyOperation();
  }

  /** Those of a virtual machine's definition added up. */
  List<FlowopRecord> flowops() {
    return total.records();
  }

  /** Those of one virtual machine. */
  List<FlowopRecord> flowops(Guest guest) {
    return guests == null ? List.of() : guests.records(guest.name());
  }
}
