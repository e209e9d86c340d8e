package wml.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import wml.api.cli.UsageException;
import wml.api.result.RunFiles;
import wml.api.result.RunResult;
import wml.runtime.run.RunObserver;

/**
 * {@code --out}: the files of each run, written when it is over so that nothing but the workload
 * writes while it is measured. The only run's stand in the directory itself, those of several in
 * {@code run-1}, {@code run-2} and so on.
 */
final class OutputDirectory implements RunObserver {
  private final Path directory;
  private int runs;
  private @Nullable IOException failure;

  private OutputDirectory(Path directory) {
    this.directory = directory;
  }

  /** Makes it, if need be; what can't be written is better known before the run than after it. */
  static OutputDirectory prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, ".wml", ".tmp"));
    } catch (IOException e) {
      throw new UsageException(
          "--out: can't write into '"
              + directory
              + "' ("
              + (Files.exists(directory) && !Files.isDirectory(directory)
                  ? "it is a file"
                  : e.getClass().getSimpleName())
              + "): name a directory that is yours, or a new one");
    }
    return new OutputDirectory(directory);
  }

  @Override
  public void finished(RunResult result) {
    runs++;
    try {
      Path mine =
          runs == 1 && result.runCount() == 1 ? directory : directory.resolve("run-" + runs);
      Files.createDirectories(mine);
      for (RunFiles files : ServiceLoader.load(RunFiles.class)) {
        files.write(mine, result);
      }
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /** The first failure, once all runs are over. */
  void check() throws IOException {
    if (failure != null) {
      throw new IOException("--out: " + failure.getMessage(), failure);
    }
  }
}
