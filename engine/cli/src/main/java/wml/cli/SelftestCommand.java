package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.cli.selftest.SelfTest;
import wml.compiler.Catalog;

/** {@code wml selftest}: what the harness itself costs here, and what to trust this machine for. */
@AutoService(Subcommand.class)
@Command(
    name = "selftest",
    description = {
      "Measures the harness and its machine: clock, sleeps, null target, JIT warm-up, storage"
          + " noise,",
      "and the cost of an operation against a loop in C; says what this machine can be trusted for."
    },
    footer = {"", "Example:", "  wml selftest --dir /mnt/disk"},
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SelftestCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "the storage to look at (default: the directory for temporary files)")
  private @Nullable Path directory;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new UsageException("--dir: there is no directory '" + directory + "'; make it first");
    }
    try {
      Path scratch =
          directory == null
              ? Files.createTempDirectory("wml-selftest")
              : Files.createTempDirectory(directory.toAbsolutePath(), "wml-selftest");
      try {
        new SelfTest(out).run(Catalog.load(), scratch);
      } finally {
        remove(scratch);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
  }

  private static void remove(Path scratch) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(scratch)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
