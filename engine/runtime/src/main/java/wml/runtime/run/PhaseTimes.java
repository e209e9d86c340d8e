package wml.runtime.run;

import java.util.ArrayList;
import java.util.List;
import wml.api.plan.RunPhase.Kind;
import wml.api.result.RunResult;
import wml.runtime.worker.Timeline;
import wml.runtime.worker.Worker;

/**
 * How long the phases of a run took. A measure phase with a limit is as long as it says, whenever
 * the last operation that started in it ended; if something else ends it, then with its last
 * operation.
 *
 * @param phases those that began, in turn
 * @param measuredNanos of the measure phase; 0 if it never began
 * @param endNanoTime when the last of them ended
 * @param tooEarly how to go on after "the run ended" if it did before it measured, else empty
 */
record PhaseTimes(
    List<RunResult.Phase> phases, long measuredNanos, long endNanoTime, String tooEarly) {
  /**
   * @param stopped when the run was over; operations in flight ended later
   */
  static PhaseTimes of(Timeline timeline, long start, long stopped, List<Worker> workers) {
    List<RunResult.Phase> phases = new ArrayList<>();
    long measured = 0;
    long end = stopped;
    Kind last = Kind.MEASURE;
    for (Timeline.Part part : timeline.parts()) {
      long begin = start + part.beginNanos();
      if (stopped - begin < 0) {
        break;
      }
      last = part.kind();
      long nanos;
      if (last == Kind.MEASURE) {
        boolean timeIsUp = stopped - (start + part.endNanos()) >= 0;
        end = timeIsUp ? start + part.endNanos() : lastEnd(workers, stopped);
        measured = timeline.measuredNanos(end - start);
        nanos = measured;
      } else if (last == Kind.COOLDOWN) {
        nanos = Math.max(0, stopped - end);
        end = Math.max(end, stopped);
      } else {
        nanos = Math.min(stopped, start + part.endNanos()) - begin;
      }
      phases.add(new RunResult.Phase(last.word(), nanos));
    }
    boolean early = last == Kind.WARMUP || last == Kind.RAMP;
    return new PhaseTimes(
        phases,
        measured,
        end,
        early ? " in its " + last.word() + ", before anything was measured" : "");
  }

  /** When the last operation ended; if there was none, when the run did. */
  private static long lastEnd(List<Worker> workers, long stopped) {
    long last = workers.stream().mapToLong(w -> w.tally().lastEndNanoTime()).max().orElse(0);
    return last == 0 ? stopped : last;
  }
}
