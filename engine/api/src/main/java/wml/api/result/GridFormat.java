package wml.api.result;

import java.io.IOException;
import java.io.OutputStream;

/** A way to write a {@link TestGrid}, found by {@link java.util.ServiceLoader}. */
public interface GridFormat {
  /** {@code text}, {@code blocks} or {@code xlsx}. */
  String name();

  /** Writes the grid and leaves the stream open. */
  void write(TestGrid grid, OutputStream out) throws IOException;
}
