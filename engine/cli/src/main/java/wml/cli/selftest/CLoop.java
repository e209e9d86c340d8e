package wml.cli.selftest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The loop in C that the engine is compared with, compiled with the machine's own compiler. */
final class CLoop {
  private static final String SOURCE = "baseline.c";
  private static final long LIMIT_SECONDS = 60;

  private final Path program;

  private CLoop(Path program) {
    this.program = program;
  }

  /** Null if there is no C compiler that works. */
  static @Nullable CLoop compile(Path directory) throws IOException {
    Path source = directory.resolve(SOURCE);
    Path program = directory.resolve("baseline");
    try (InputStream in = Objects.requireNonNull(CLoop.class.getResourceAsStream(SOURCE))) {
      Files.copy(in, source);
    }
    for (String compiler : List.of("cc", "gcc", "clang")) {
      try {
        String[] command = {
          compiler, "-O2", "-pthread", "-o", program.toString(), source.toString()
        };
        output(command);
        return new CLoop(program);
      } catch (IOException e) {
        // the next one
      }
    }
    return null;
  }

  /** Processor time in nanoseconds per operation of one thread. */
  double cpuNanos(String mode, Path directory, double seconds, long seed) throws IOException {
    String printed =
        output(
            program.toString(),
            mode,
            directory.toString(),
            Double.toString(seconds),
            "1",
            Long.toString(seed));
    String[] figures = printed.strip().split(" ");
    return Double.parseDouble(figures[figures.length - 1]);
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command[0] + " failed: " + printed.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return printed;
  }
}
