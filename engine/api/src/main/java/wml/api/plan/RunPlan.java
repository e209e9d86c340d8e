package wml.api.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * One measured run.
 *
 * @param phases in their order; exactly one is the measure phase
 * @param eventsPerSecond of the event generator; 0 if there is none
 * @param latencyHistogram Filebench's {@code enable lathist}
 * @param snapshotSeconds of {@code psrun}; 0 for none
 * @param snapshotResets whether a snapshot starts the counters anew
 */
public record RunPlan(
    List<RunPhase> phases,
    QuitMode quitMode,
    double eventsPerSecond,
    boolean latencyHistogram,
    long snapshotSeconds,
    boolean snapshotResets,
    List<FilesetPlan> filesets,
    List<ProcessPlan> processes,
    SourcePosition at) {
  public RunPlan {
    phases = List.copyOf(phases);
    filesets = List.copyOf(filesets);
    processes = List.copyOf(processes);
  }

  /** Seconds of the measure phase; null: until the quit mode ends it. */
  public @Nullable Double durationSeconds() {
    for (RunPhase phase : phases) {
      if (phase.kind() == RunPhase.Kind.MEASURE) {
        return phase.seconds();
      }
    }
    throw new IllegalStateException("a run without a measure phase at " + at);
  }
}
