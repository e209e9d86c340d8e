package wml.runtime.run;

import wml.api.result.RunResult;

/** Hears what happens while a workload runs. Called by the coordinating thread, except notes. */
public interface RunObserver {
  /** Text that the workload prints. */
  void say(String text);

  /** A sentence for the user; from any thread, each once. */
  void note(String sentence);

  /** Files made so far while a fileset is created. */
  void creating(String fileset, long files, long ofFiles);

  /**
   * About once a second while measuring.
   *
   * @param secondsLeft negative if the run has no fixed end
   */
  void running(double seconds, double secondsLeft, long operations, double operationsPerSecond);

  /** A snapshot of {@code psrun}. */
  void snapshot(
      double seconds,
      long operations,
      double operationsPerSecond,
      double bytesPerSecond,
      double meanNanos);

  /** A run is over. */
  void finished(RunResult result);
}
