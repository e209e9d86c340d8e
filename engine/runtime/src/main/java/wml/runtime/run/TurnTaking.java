package wml.runtime.run;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.runtime.steady.SteadyWindow;
import wml.runtime.worker.Turns;

/**
 * A run that works in turns with another process, and who tells both of them when. The coordinating
 * thread's.
 */
public record TurnTaking(Turns turns, Umpire umpire) {
  /** Who knows both sides. */
  public interface Umpire {
    /**
     * All threads are ready, and at rest.
     *
     * @return when the run starts, by {@link System#nanoTime}
     */
    long start() throws IOException;

    /**
     * The slices are over.
     *
     * @return the first one that counts; null if there is no steady state
     */
    @Nullable Integer first(List<Interval> slices) throws IOException;
  }

  /** What counts of a result. */
  RunResult window(RunResult run) throws IOException {
    if (!run.valid()) {
      return run;
    }
    Integer first = umpire.first(run.measurement().intervals());
    return first == null
        ? SteadyWindow.none(run, "its slices, or those of its counterpart, are not steady")
        : SteadyWindow.from(run, first);
  }
}
