package wml.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One forked process, with its output in files and a deadline after which it is killed and the test
 * fails. The test's thread owns it.
 */
final class WmlProcess implements AutoCloseable {
  /** No command of these tests needs half of it, on a busy machine either. */
  private static final long DEADLINE_SECONDS = 60;

  private static final long POLL_MILLIS = 5;

  /** The launcher of this checkout. */
  static final Path LAUNCHER = launcher();

  private final Process process;
  private final List<String> command;
  private final Path out;
  private final Path err;

  /** What a command that ended has left. */
  record Outcome(List<String> command, int status, String out, String err) {
    /** All of it, as the message of a failed assertion. */
    @Override
    public String toString() {
      return String.join(" ", command)
          + "\nstatus "
          + status
          + "\n--- stdout\n"
          + shortened(out)
          + "\n--- stderr\n"
          + shortened(err);
    }

    private static String shortened(String text) {
      return text.length() <= 6000 ? text : text.substring(0, 6000) + "\n...";
    }
  }

  private WmlProcess(Process process, List<String> command, Path out, Path err) {
    this.process = process;
    this.command = command;
    this.out = out;
    this.err = err;
  }

  private static Path launcher() {
    try {
      return Path.of(System.getProperty("wml.checkout", "../..")).toRealPath().resolve("wml");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts {@code wml} with arguments, in a directory. */
  static WmlProcess start(Path directory, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command(directory, Map.of(), command);
  }

  /** Runs {@code wml} with arguments, in a directory, to its end. */
  static Outcome run(Path directory, Object... arguments) throws IOException {
    try (WmlProcess started = start(directory, arguments)) {
      return started.outcome();
    }
  }

  /** Starts any command; the environment is this process's and what is given. */
  static WmlProcess command(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile("wml-e2e", ".out");
    Path err = Files.createTempFile("wml-e2e", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(new LinkedHashMap<>(environment));
    Process process = builder.start();
    process.getOutputStream().close();
    return new WmlProcess(process, command, out, err);
  }

  /** Waits for the end. */
  Outcome outcome() throws IOException {
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        String hung = "no end within " + DEADLINE_SECONDS + " s";
        process.destroyForcibly().waitFor();
        throw new AssertionError(hung + ": " + read(-1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return read(process.exitValue());
  }

  private Outcome read(int status) throws IOException {
    return new Outcome(command, status, Files.readString(out), Files.readString(err));
  }

  /** Waits while the process goes on; fails if it ends first or the deadline passes. */
  void awaitWhileRunning(String what, BooleanSupplier condition) throws IOException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new AssertionError("ended before " + what + ": " + read(process.exitValue()));
      }
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("never saw " + what + ": " + read(-1));
      }
      try {
        process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /** Waits until standard error holds a text. */
  void awaitError(String text) throws IOException {
    awaitWhileRunning("'" + text + "' on stderr", () -> contains(err, text));
  }

  /** Waits until standard output holds a text; returns all of it. */
  String awaitOutput(String text) throws IOException {
    awaitWhileRunning("'" + text + "' on stdout", () -> contains(out, text));
    return Files.readString(out);
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends a signal, such as {@code INT} or {@code KILL}. */
  void signal(String name) throws IOException {
    try (WmlProcess kill =
        command(
            Path.of("/"), Map.of(), List.of("kill", "-" + name, Long.toString(process.pid())))) {
      Outcome sent = kill.outcome();
      if (sent.status() != 0) {
        throw new AssertionError(sent.toString());
      }
    }
  }

  /** Whether a signal is ignored, as it is when a shell without job control started the tests. */
  boolean ignores(int signal) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).trim(), 16);
        return (mask >> (signal - 1) & 1) == 1;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      process.destroyForcibly();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
