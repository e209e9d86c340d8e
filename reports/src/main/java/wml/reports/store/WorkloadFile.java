package wml.reports.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.result.RunResult;

/**
 * The file of a workload, if it is still what was run.
 *
 * @param path null if it is not
 * @param absence why it is not; else empty
 */
public record WorkloadFile(@Nullable Path path, String absence) {
  /** Looks under the current directory and where wml is installed. */
  public static WorkloadFile of(RunResult.Workload workload) {
    List<Path> places = new ArrayList<>();
    try {
      places.add(Path.of(workload.path()));
      String home = System.getProperty("wml.home", "");
      if (!home.isEmpty()) {
        places.add(Path.of(home).resolve(workload.path()));
      }
    } catch (InvalidPathException e) {
      return new WorkloadFile(null, workload.path() + " is no name of a file here");
    }
    String why = workload.path() + " is not there, seen from where the report was made";
    for (Path place : places) {
      if (!Files.isRegularFile(place)) {
        continue;
      }
      try {
        if (sha256(place).equals(workload.sha256())) {
          return new WorkloadFile(place, "");
        }
        why = workload.path() + " has changed since it was run: its SHA-256 is another";
      } catch (IOException e) {
        why = workload.path() + " can't be read";
      }
    }
    return new WorkloadFile(null, why);
  }

  /** The digest of a file of any size, in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
