package wml.runtime.worker;

import org.jspecify.annotations.Nullable;

/**
 * One thread's way through the phases of its run and the intervals of its measure phase. Owned by
 * that thread, which compares the end of each operation with the next edge and calls {@link #pass}
 * only behind it.
 *
 * <p>1. An operation belongs to the phase in which it <em>started</em>: slow operations at the end
 * of the measure phase are not lost, and none of them makes the phase longer than it says.
 *
 * <p>2. All threads work in a warm-up. Where a ramp begins, those whose turn has not come finish
 * their operation, rest, and go on after it when their turn comes; what they hold, they keep. A run
 * that begins with its ramp thus starts its threads one after the other.
 *
 * <p>3. At the end of an interval the thread hands over what it did in it.
 *
 * <p>4. A measure phase in {@link Turns} is one slice after the other, and threads rest between
 * them as in a ramp. What a thread starts just behind a slice, as it had not yet looked at the
 * clock, counts nowhere.
 */
public final class PhaseWatch {
  /** How long an interval of the measure phase is; its last may be shorter. */
  public static final long INTERVAL_NANOS = 1_000_000_000;

  private enum Stage {
    BEFORE_REST,
    BEFORE_MEASURE,
    MEASURE,
    OVER
  }

  private final boolean rests;
  private final long rest;
  private final long measureBegin;
  private final long measureEnd;
  private final @Nullable Turns turns;
  private final Tally tally;
  private long startNanoTime;
  private Stage stage = Stage.BEFORE_REST;
  private boolean restIsDue;
  private long join;

  /** Of the slice that is under way or comes next; without turns, of the measure phase. */
  private long begin;

  private long end;

  /** Number of the interval that is under way. */
  private long interval;

  /**
   * @param turn of the thread among all of the run
   */
  PhaseWatch(Timeline timeline, int turn, int threads, Tally tally) {
    this.tally = tally;
    long from = timeline.restNanos(turn, threads);
    rests = from < Timeline.FOREVER;
    rest = rests ? from : 0;
    join = timeline.joinNanos(turn, threads);
    measureBegin = timeline.measure().beginNanos();
    measureEnd = timeline.measure().endNanos();
    turns = timeline.turns();
    begin = measureBegin;
    end = turns == null ? measureEnd : turns.endNanos(0);
  }

  /**
   * The run starts.
   *
   * @return the next edge
   */
  long begin(long nanoTime) {
    startNanoTime = nanoTime;
    return pass(nanoTime);
  }

  /**
   * Notes what began and ended up to a time of {@link System#nanoTime}.
   *
   * @return the next edge
   */
  long pass(long nanoTime) {
    long now = nanoTime - startNanoTime;
    while (now >= nextEdge()) {
      switch (stage) {
        case BEFORE_REST -> {
          restIsDue = rests;
          stage = Stage.BEFORE_MEASURE;
        }
        case BEFORE_MEASURE -> {
          if (interval == 0) {
            tally.record();
          } else {
            tally.resume();
          }
          stage = Stage.MEASURE;
        }
        default -> {
          if (now >= measureEnd) {
            tally.cease();
            stage = Stage.OVER;
          } else if (turns != null) {
            tally.handOver(interval);
            tally.pause();
            interval++;
            await(turns, (int) interval);
          } else {
            tally.handOver(interval);
            interval = (now - measureBegin) / INTERVAL_NANOS;
          }
        }
      }
    }
    return startNanoTime + nextEdge();
  }

  /** Lets the thread rest until a slice begins. */
  private void await(Turns table, int slice) {
    begin = table.beginNanos().get(slice);
    end = table.endNanos(slice);
    join = begin;
    restIsDue = true;
    stage = Stage.BEFORE_MEASURE;
  }

  private long nextEdge() {
    return switch (stage) {
      case BEFORE_REST -> rest;
      case BEFORE_MEASURE -> begin;
      case MEASURE -> turns != null ? end : Math.min(end, begin + (interval + 1) * INTERVAL_NANOS);
      case OVER -> Timeline.FOREVER;
    };
  }

  /** The thread ends: what it did is handed over early. */
  void end() {
    if (stage == Stage.MEASURE) {
      tally.handOver(interval);
    }
  }

  /** Whether an operation that started at a time belongs to the measure phase. */
  boolean measures(long nanoTime) {
    long at = nanoTime - startNanoTime;
    return at >= begin && at < end;
  }

  boolean isOver() {
    return stage == Stage.OVER;
  }

  /** By {@link System#nanoTime}. */
  long measureBegin() {
    return startNanoTime + measureBegin;
  }

  /** By {@link System#nanoTime}; that of a phase without a limit is far away. */
  long measureEnd() {
    return startNanoTime + measureEnd;
  }

  boolean restIsDue() {
    return restIsDue;
  }

  /** Whether the thread is to rest until its turn; says so once. */
  boolean takeRest() {
    boolean due = restIsDue;
    restIsDue = false;
    return due;
  }

  long joinNanoTime() {
    return startNanoTime + join;
  }
}
