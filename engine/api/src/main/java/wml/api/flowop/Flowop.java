package wml.api.flowop;

import java.io.IOException;

/**
 * One operation bound to one thread. The engine calls {@link #prepare}, reads the clock, calls
 * {@link #run}, reads the clock again, and calls {@link #after}. None allocates once warm.
 */
public interface Flowop {
  /** {@link #run}: the run stopped while the operation waited; it is not counted. */
  long INTERRUPTED = -1;

  /**
   * {@link PipelinedFlowop#run}: nothing to count yet. What it started is counted with {@link
   * FlowopContext#completed} when it completes.
   */
  long PENDING = -2;

  /**
   * What needs no timing: picking files, drawing random values, opening a file that was never
   * opened explicitly.
   */
  default Readiness prepare(FlowopContext context) throws IOException {
    return Readiness.READY;
  }

  /**
   * The measured operation.
   *
   * @return bytes moved, {@link #INTERRUPTED} or {@link #PENDING}
   * @throws IOException if it failed; what prepare picked has been given back
   */
  long run(FlowopContext context) throws IOException;

  /** Whether {@link #after} does anything. Asked once, when the flowop is bound. */
  default boolean hasAfter() {
    return false;
  }

  /** What follows a successful operation and is not timed: checking what was read. */
  default void after(FlowopContext context) throws IOException {}
}
