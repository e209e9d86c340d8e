package wml.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wml.api.cli.UsageException;
import wml.api.plan.Plan;
import wml.api.target.TargetInfo;
import wml.compiler.Catalog;

/** The options of all commands that are about one workload: which it is and what it is told. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class WorkloadOptions {
  @Parameters(paramLabel = "FILE", description = "a .wml or .f file")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "name=value",
      description = "sets a variable, whatever the file says")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "root under which all paths of the workload go")
  private @Nullable Path directory;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of all random choices (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--compat",
      description = "Filebench's trees, sizes, offsets and wrapping, bit for bit")
  private boolean compat;

  Path file() {
    return file;
  }

  Map<String, String> settings() {
    return settings;
  }

  /** Refuses a root that is a file. */
  void checkDirectory() {
    if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UsageException("--dir: '" + directory + "' is a file; name a directory");
    }
  }

  /** {@code --dir} as an absolute path without a slash at its end. */
  @Nullable String directory() {
    return directory == null ? null : directory.toAbsolutePath().normalize().toString();
  }

  long seed() {
    return seed;
  }

  boolean isCompat() {
    return compat;
  }

  /**
   * The plan, or null after diagnostics.
   *
   * @param targetFixed whether the target replaces those that the file names
   * @param quiet prints errors only
   */
  @Nullable Plan compile(
      @Nullable TargetInfo target,
      boolean targetFixed,
      Catalog catalog,
      PrintWriter err,
      boolean quiet) {
    return WorkloadFile.compile(
        file, settings, directory(), target, targetFixed, catalog, err, quiet);
  }
}
