package wml.api.target;

import java.io.IOException;

/**
 * A server of this project that runs by itself: {@code wml serve NAME}. Found by {@link
 * java.util.ServiceLoader}; stateless.
 */
public interface Service {
  /** Its name and options; a service declares no capabilities. */
  TargetInfo info();

  /**
   * Serves from now on.
   *
   * @throws IllegalArgumentException if the options don't fit together
   * @throws IOException saying what is wrong and what to do
   */
  Serving start(Options options) throws IOException;

  /** A service that runs. */
  interface Serving extends AutoCloseable {
    /** One line: where it is and how to use it. */
    String greeting();

    /** Answers what was asked, and ends. */
    @Override
    void close() throws IOException;
  }
}
