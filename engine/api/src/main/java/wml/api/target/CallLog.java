package wml.api.target;

/** The calls of one connection, told by the thread that owns it. Allocates and waits never. */
@FunctionalInterface
public interface CallLog {
  /** A call has no offset or no length. */
  long NONE = -1;

  /** The answer never came, or was no answer of the program's. */
  int LOST = -1;

  /**
   * A call was answered, or never will be.
   *
   * @param beginNanoTime when it was written, by {@link System#nanoTime}
   * @param endNanoTime when its answer was handed over
   * @param id of the call on the wire
   * @param program a word; always the same object, as the operation's
   * @param handle of the file, its first {@code handleLength} bytes; copied
   * @param status as the server says it, 0 if all went well
   */
  void call(
      long beginNanoTime,
      long endNanoTime,
      int id,
      String program,
      String operation,
      byte[] handle,
      int handleLength,
      long offset,
      long length,
      int status);
}
