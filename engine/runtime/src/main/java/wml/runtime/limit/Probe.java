package wml.runtime.limit;

import java.io.IOException;

/** Puts a target under load for a while. One thread's. */
public interface Probe {
  /** As much as the target takes: the next operation when one has ended. */
  double UNLIMITED = Double.POSITIVE_INFINITY;

  /**
   * @param rate of arrivals per second, whatever completes
   */
  Observation at(double rate) throws IOException;
}
