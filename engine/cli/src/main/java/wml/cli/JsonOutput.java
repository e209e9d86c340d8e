package wml.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import wml.api.cli.UsageException;
import wml.api.result.RateReport;
import wml.api.result.ResultWriter;
import wml.api.result.RunResult;

/** Where {@code --json FILE|-} puts what was measured. */
final class JsonOutput {
  private static final String STANDARD_OUTPUT = "-";

  private final String where;
  private final ResultWriter writer = ServiceLoader.load(ResultWriter.class).iterator().next();

  private JsonOutput(String where) {
    this.where = where;
  }

  /** What can't be written is better known before the run than after it. */
  static @Nullable JsonOutput of(@Nullable String where) {
    if (where == null) {
      return null;
    }
    if (!where.equals(STANDARD_OUTPUT)) {
      Path parent = Path.of(where).toAbsolutePath().getParent();
      if (Files.isDirectory(Path.of(where)) || parent == null || !Files.isDirectory(parent)) {
        throw new UsageException(
            "--json: can't write '" + where + "': name a file in a directory that exists");
      }
    }
    return new JsonOutput(where);
  }

  static boolean isStandardOutput(@Nullable String where) {
    return STANDARD_OUTPUT.equals(where);
  }

  void write(List<RunResult> results) throws IOException {
    if (where.equals(STANDARD_OUTPUT)) {
      writer.write(System.out, results);
    } else {
      writer.write(Path.of(where), results);
    }
  }

  void write(RateReport report) throws IOException {
    if (where.equals(STANDARD_OUTPUT)) {
      writer.write(System.out, report);
    } else {
      writer.write(Path.of(where), report);
    }
  }
}
