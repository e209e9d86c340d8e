package wml.importer.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import wml.api.cli.ExitCode;

/** Writes an imported workload to a new file, or to standard output. */
public final class WorkloadOutput {
  private WorkloadOutput() {}

  /** Whether the file is there already, which is told. */
  public static boolean isTaken(@Nullable Path output, PrintWriter err) {
    if (output == null || !Files.exists(output)) {
      return false;
    }
    err.println("wml: " + taken(output));
    return true;
  }

  /** Returns an exit code. */
  public static int write(
      String workload, @Nullable Path output, PrintWriter out, PrintWriter err) {
    if (output == null) {
      out.print(workload);
      out.flush();
      return ExitCode.OK;
    }
    try {
      Files.writeString(output, workload, StandardOpenOption.CREATE_NEW);
      return ExitCode.OK;
    } catch (FileAlreadyExistsException e) {
      err.println("wml: " + taken(output));
    } catch (IOException e) {
      err.println("wml: can't write '" + output + "': " + reason(e));
    }
    return ExitCode.USAGE;
  }

  private static String taken(Path output) {
    return "'" + output + "' exists; remove it or choose another name";
  }

  /** Messages of file system exceptions are often just the path. */
  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such directory"
        : e.getClass().getSimpleName().replaceFirst("Exception$", "") + " " + e.getMessage();
  }
}
