package wml.runtime.worker;

/**
 * One thread's way through the phases of its run. Owned by that thread, which compares the end of
 * each operation with the next edge and calls {@link #pass} only behind it.
 *
 * <p>1. An operation belongs to the phase in which it <em>started</em>. So the measure phase lasts,
 * as a run without phases does, until the last operation that started in it has ended: slow
 * operations at its end are not lost.
 *
 * <p>2. All threads work in a warm-up. Where a ramp begins, those whose turn has not come finish
 * their operation, rest, and go on after it when their turn comes; what they hold, they keep. A run
 * that begins with its ramp thus starts its threads one after the other.
 */
final class PhaseWatch {
  private static final int REST = 0;
  private static final int MEASURE = 1;

  /** From the start of the run: begin of the rest, of the measure phase, and of what follows. */
  private final long[] edges;

  private final long join;
  private final boolean rests;
  private final Tally tally;
  private long startNanoTime;
  private int passed;
  private boolean restIsDue;

  /**
   * @param turn of the thread among all of the run
   */
  PhaseWatch(Timeline timeline, int turn, int threads, Tally tally) {
    this.tally = tally;
    long rest = timeline.restNanos(turn, threads);
    Timeline.Part measure = timeline.measure();
    boolean cooldown = timeline.endNanos() > measure.endNanos();
    rests = rest < Timeline.FOREVER;
    join = timeline.joinNanos(turn, threads);
    edges =
        new long[] {
          rests ? rest : 0,
          measure.beginNanos(),
          cooldown ? measure.endNanos() : Timeline.FOREVER // else the end of the run ends it
        };
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
   * Notes what began up to a time of {@link System#nanoTime}.
   *
   * @return the next edge
   */
  long pass(long nanoTime) {
    while (passed < edges.length && nanoTime - startNanoTime >= edges[passed]) {
      switch (passed++) {
        case REST -> restIsDue = rests;
        case MEASURE -> tally.record();
        default -> tally.cease();
      }
    }
    return startNanoTime + (passed < edges.length ? edges[passed] : Timeline.FOREVER);
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
