package wml.api.result;

import java.io.IOException;
import java.util.List;

/** A way to write a result, found by {@link java.util.ServiceLoader}. */
public interface ResultFormat {
  /** As written after {@code --format}; {@code json} is what {@code --json} writes. */
  String name();

  /** Writes one run's result, ending with a newline. */
  void write(RunResult result, Appendable out) throws IOException;

  /** Whether {@link #write} shows a run's assertions. */
  default boolean showsAssertions() {
    return true;
  }

  /**
   * Writes what the points of a sweep have to say together, after all runs. Nothing if no sweep has
   * more than one.
   */
  default void writePoints(List<RunResult> results, Appendable out) throws IOException {}
}
