package wml.api.flowop;

/**
 * Where threads block until another wakes them all. A wake-up that finds nobody is remembered,
 * once, for the next to come. Shared by all threads.
 */
public interface Rendezvous {
  /**
   * @return false if the run stopped first
   */
  boolean block(FlowopContext context);

  /** Lets everybody through who is blocked now. */
  void wake();
}
