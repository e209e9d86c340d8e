package wml.api.flowop;

/** A counting semaphore with a high-water mark that holds back posters. Shared by all threads. */
public interface PostSemaphore {
  /**
   * Takes {@code count} posts, waiting until there are so many.
   *
   * @return false if the run stopped first
   */
  boolean take(long count, FlowopContext context);

  /**
   * Adds posts.
   *
   * @param blocking waits first while the mark is reached: the larger of highwater and what a taker
   *     is waiting for
   * @return false if the run stopped first
   */
  boolean post(long count, boolean blocking, FlowopContext context);

  /** Sets the mark; called by the semblock flowop when it binds. */
  void highWater(long posts);
}
