package wml.runtime.run;

/** What is done before each of several runs that repeat each other, so that all start alike. */
public sealed interface Between {
  /** Nothing: filesets stay as the runs leave them, and caches warm. */
  record Nothing() implements Between {}

  /**
   * Writes back what is dirty and drops the kernel's caches of pages, names and inodes; as root.
   */
  record DropCaches() implements Between {}

  /** Makes the filesets anew. */
  record Remake() implements Between {}

  /** Runs a command of the user's shell, such as one that mounts the file system anew. */
  record Command(String text) implements Between {}
}
