package wml.api.result;

import java.io.IOException;

/** A way to write a result, found by {@link java.util.ServiceLoader}. */
public interface ResultFormat {
  /** As written after {@code --format}; {@code json} is what {@code --json} writes. */
  String name();

  /** Writes one run's result, ending with a newline. */
  void write(RunResult result, Appendable out) throws IOException;
}
