package wml.reports.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import wml.api.result.RunResult;

/**
 * The text of a workload file, if it is still what was run.
 *
 * @param text empty if it is not shown
 * @param absence why it is not shown; else empty
 */
record SourceText(String text, String absence) {
  private static final long MOST_BYTES = 100_000;

  /** Looks under the current directory and where wml is installed. */
  static SourceText of(RunResult.Workload workload) {
    List<Path> places = new ArrayList<>();
    try {
      places.add(Path.of(workload.path()));
      String home = System.getProperty("wml.home", "");
      if (!home.isEmpty()) {
        places.add(Path.of(home).resolve(workload.path()));
      }
    } catch (InvalidPathException e) {
      return missing(workload.path() + " is no name of a file here");
    }
    String why = workload.path() + " is not there, seen from where the report was made";
    for (Path place : places) {
      if (!Files.isRegularFile(place)) {
        continue;
      }
      try {
        if (Files.size(place) > MOST_BYTES) {
          why = workload.path() + " is longer than 100 kB";
          continue;
        }
        byte[] bytes = Files.readAllBytes(place);
        if (sha256(bytes).equals(workload.sha256())) {
          return new SourceText(new String(bytes, StandardCharsets.UTF_8), "");
        }
        why = workload.path() + " has changed since it was run: its SHA-256 is another";
      } catch (IOException e) {
        why = workload.path() + " can't be read";
      }
    }
    return missing(why);
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

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
