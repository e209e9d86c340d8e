package wml.runtime.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wml.api.result.Measurement.Pace;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.units.Durations;
import wml.runtime.worker.Worker;

/** What became of the rates of a run. */
final class Paces {
  /** Of the measured time: a thread that is later than this at the end has not kept its rate. */
  private static final double TOLERANCE = 0.005;

  /** What a scheduler may do to a thread at any moment says nothing about a rate. */
  private static final long ALWAYS_FORGIVEN_NANOS = 20_000_000;

  private Paces() {}

  /** After all threads have ended; null without a rate. */
  static @Nullable Pace of(List<Worker> workers, List<FlowopRecord> flowops) {
    double planned = 0;
    long behind = 0;
    boolean any = false;
    for (Worker worker : workers) {
      any |= worker.pacer().isRated();
      planned += worker.pacer().planned();
      behind = Math.max(behind, worker.pacer().behindNanos());
    }
    long executed = 0;
    for (FlowopRecord flowop : flowops) {
      executed += flowop.response() == null ? 0 : flowop.ops() + flowop.errors();
    }
    return any ? new Pace(planned, executed, behind) : null;
  }

  /** What to say of a rate that was not kept. */
  static Optional<String> shortfall(@Nullable Pace pace, long measuredNanos) {
    if (pace == null
        || pace.behindNanos()
            <= Math.max((double) ALWAYS_FORGIVEN_NANOS, TOLERANCE * measuredNanos)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the rate was not kept: %,.0f operations were to start in the measure phase and %,d"
                + " did; at its end the most belated thread was %s behind, and response times tell"
                + " how long the run was more than how fast the target is",
            pace.planned(),
            pace.executed(),
            Durations.format((double) pace.behindNanos())));
  }
}
