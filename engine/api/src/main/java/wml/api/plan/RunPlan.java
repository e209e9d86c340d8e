package wml.api.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * One measured run.
 *
 * @param durationSeconds null: until the quit mode ends it
 * @param eventsPerSecond of the event generator; 0 if there is none
 * @param latencyHistogram Filebench's {@code enable lathist}
 * @param snapshotSeconds of {@code psrun}; 0 for none
 * @param snapshotResets whether a snapshot starts the counters anew
 */
public record RunPlan(
    @Nullable Double durationSeconds,
    QuitMode quitMode,
    double eventsPerSecond,
    boolean latencyHistogram,
    long snapshotSeconds,
    boolean snapshotResets,
    List<FilesetPlan> filesets,
    List<ProcessPlan> processes,
    SourcePosition at) {
  public RunPlan {
    filesets = List.copyOf(filesets);
    processes = List.copyOf(processes);
  }
}
