package wml.api.flowop;

import java.io.IOException;

/**
 * A flowop that keeps several requests under way. Each call of {@link #run} starts one; all are
 * counted with {@link FlowopContext#completed}, with times that the flowop reads itself, once for
 * many requests: the engine reads no clock around {@code run}.
 *
 * <p>What {@code run} started may be held back, to hand many requests over at once, only while the
 * thread does nothing but call this flowop again. The engine calls {@link #serve} before anything
 * else: another flowop, a pause, a wait for a file or for a rate, the end.
 */
public interface PipelinedFlowop extends Flowop {
  /**
   * Hands over what is held back, and counts what completes until a time or until nothing is under
   * way. It may count for longer than that by some milliseconds, and polls once if the time is
   * past.
   *
   * @return whether something is still under way
   * @throws IOException the failure of a request, after which more may be under way
   */
  boolean serve(long untilNanoTime, FlowopContext context) throws IOException;
}
