package wml.runtime.run;

import wml.api.plan.RunPhase;
import wml.api.result.Interval;
import wml.api.result.RunResult;

/** Hears what happens while a workload runs. Called by the coordinating thread, except notes. */
public interface RunObserver {
  /** Keeps everything to itself. */
  RunObserver SILENT = new RunObserver() {};

  /** Text that the workload prints. */
  default void say(String text) {}

  /** A sentence for the user; from any thread, each once. */
  default void note(String sentence) {}

  /** Files made so far while a fileset is created. */
  default void creating(String fileset, long files, long ofFiles) {}

  /** A phase of a run has begun; also for the only phase of a run without phases. */
  default void phase(RunPhase.Kind phase) {}

  /**
   * About once a second while a run goes on.
   *
   * @param seconds of the phase so far
   * @param secondsLeft of the phase; negative if it has no fixed end
   * @param operations since the run started
   */
  default void running(
      double seconds, double secondsLeft, long operations, double operationsPerSecond) {}

  /** A snapshot of {@code psrun}. */
  default void snapshot(
      double seconds,
      long operations,
      double operationsPerSecond,
      double bytesPerSecond,
      double meanNanos) {}

  /** An interval of the measure phase is over: 1 s, the last one shorter. */
  default void interval(Interval interval) {}

  /** A run is over. */
  default void finished(RunResult result) {}
}
