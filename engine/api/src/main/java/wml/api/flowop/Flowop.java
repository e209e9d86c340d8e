package wml.api.flowop;

import java.io.IOException;

/**
 * One operation bound to one thread. The engine calls {@link #prepare}, reads the clock, calls
 * {@link #run}, reads the clock again. Neither allocates once warm.
 */
public interface Flowop {
  /** {@link #run}: the run stopped while the operation waited; it is not counted. */
  long INTERRUPTED = -1;

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
   * @return bytes moved, or {@link #INTERRUPTED}
   * @throws IOException if it failed; what prepare picked has been given back
   */
  long run(FlowopContext context) throws IOException;
}
