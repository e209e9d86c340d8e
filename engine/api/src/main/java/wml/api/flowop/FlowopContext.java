package wml.api.flowop;

/** What a running flowop may ask of its thread. One per thread. */
public interface FlowopContext {
  /** {@link #intendedNanoTime}: no schedule says so; the operation is meant for when it starts. */
  long UNSCHEDULED = Long.MIN_VALUE;

  /** The run is ending: waits return, nothing new starts. */
  boolean stopping();

  /**
   * Waits until a time of {@link System#nanoTime}, to within some microseconds, or until the run
   * stops.
   *
   * @return false if the run stopped first
   */
  boolean sleepUntil(long nanoTime);

  /**
   * When the operation under way was to start; without a rate, when it did, or {@link #UNSCHEDULED}
   * for a {@link PipelinedFlowop}.
   */
  long intendedNanoTime();

  /**
   * Counts an operation that an earlier call of the flowop under way started. Times are those of
   * {@link System#nanoTime}.
   */
  void completed(long intendedNanos, long startNanos, long endNanos, long bytes);
}
