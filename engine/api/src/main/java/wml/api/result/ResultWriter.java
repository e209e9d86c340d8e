package wml.api.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Keeps the results of a workload, found by {@link java.util.ServiceLoader}. */
public interface ResultWriter {
  /** Writes the runs of one workload to a file, which appears whole or not at all. */
  void write(Path file, List<RunResult> runs) throws IOException;

  /** Writes the runs of one workload to a stream and flushes it. */
  void write(OutputStream out, List<RunResult> runs) throws IOException;

  /** Writes what was found under rates to a file, which appears whole or not at all. */
  void write(Path file, RateReport report) throws IOException;

  /** Writes what was found under rates to a stream and flushes it. */
  void write(OutputStream out, RateReport report) throws IOException;
}
