package wml.api.target;

import java.io.IOException;

/**
 * A storage system that workloads can be run against: stateless, one per system, found by {@link
 * java.util.ServiceLoader}.
 */
public interface Target {
  TargetInfo info();

  /** What it says of itself when it has these options: other capabilities, perhaps. */
  default TargetInfo info(Options options) {
    return info();
  }

  /**
   * Starts what the system needs, or attaches to what is already running.
   *
   * @throws IOException if the system can't be started or reached; nothing stays behind
   */
  Deployment deploy(Options options, Scope scope) throws IOException;
}
