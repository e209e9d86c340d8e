package wml.reports.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import wml.api.result.RunResult;
import wml.reports.store.WorkloadFile;

/**
 * The text of a workload file, if it is still what was run.
 *
 * @param text empty if it is not shown
 * @param absence why it is not shown; else empty
 */
record SourceText(String text, String absence) {
  private static final long MOST_BYTES = 100_000;

  static SourceText of(RunResult.Workload workload) {
    WorkloadFile file = WorkloadFile.of(workload);
    Path path = file.path();
    if (path == null) {
      return missing(file.absence());
    }
    try {
      return Files.size(path) > MOST_BYTES
          ? missing(workload.path() + " is longer than 100 kB")
          : new SourceText(new String(Files.readAllBytes(path), StandardCharsets.UTF_8), "");
    } catch (IOException e) {
      return missing(workload.path() + " can't be read");
    }
  }

  private static SourceText missing(String why) {
    return new SourceText("", why);
  }

  /** The line of a position in this file, from 1; 0: it is in another file, or not known. */
  static int line(String position, String path) {
    String[] parts = position.split(":");
    if (parts.length < 3) {
      return 0;
    }
    String file = position.substring(0, position.length() - tail(parts));
    return name(file).equals(name(path)) && parts[parts.length - 2].matches("\\d{1,7}")
        ? Integer.parseInt(parts[parts.length - 2])
        : 0;
  }

  private static int tail(String[] parts) {
    return parts[parts.length - 1].length() + parts[parts.length - 2].length() + 2;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
