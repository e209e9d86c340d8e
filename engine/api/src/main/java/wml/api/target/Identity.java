package wml.api.target;

/**
 * Who connects.
 *
 * @param process the process of the workload, with its instance, such as {@code filereader#0}
 * @param thread the thread, such as {@code filereader#0/reader#3}; {@code coordinator} outside a
 *     run
 */
public record Identity(String process, String thread) {
  /** The thread that creates filesets and tidies up. */
  public static final Identity COORDINATOR = new Identity("coordinator", "coordinator");
}
