package wml.api.result;

import java.io.IOException;
import java.nio.file.Path;

/** Files about a run for other tools, found by {@link java.util.ServiceLoader}. */
public interface RunFiles {
  /** What is written, for people: {@code fio's logs}. */
  String summary();

  /**
   * Writes one run's files; older files of the same names are replaced.
   *
   * @param directory exists and is this run's alone
   */
  void write(Path directory, RunResult result) throws IOException;
}
