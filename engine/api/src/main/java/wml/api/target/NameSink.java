package wml.api.target;

/** Takes the names of a directory listing. */
@FunctionalInterface
public interface NameSink {
  /**
   * One name. The bytes belong to the session and change after the call.
   *
   * @param utf8 holds the name in its first {@code length} bytes
   */
  void name(byte[] utf8, int length, boolean directory);
}
