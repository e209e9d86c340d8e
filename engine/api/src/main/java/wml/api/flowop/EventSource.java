package wml.api.flowop;

/**
 * The workload's event generator: events fall due at a constant rate from the start of the run, and
 * are handed out in the order of asking, so that no thread starves. Shared by all threads.
 */
public interface EventSource {
  /**
   * Takes the next {@code count} events and waits until the last of them is due.
   *
   * @return false if the run stopped first
   */
  boolean take(long count, FlowopContext context);
}
