package wml.runtime.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs commands of the user's shell, one at a time; {@link #cancel} may come from any thread. */
final class ShellCommand {
  /** What became of one. */
  record Outcome(int status, String output) {}

  private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
  private volatile boolean cancelled;

  /** Ends the command that runs, and what it started, and every later one. */
  void cancel() {
    cancelled = true;
    Process process = running.get();
    if (process != null) {
      end(process);
    }
  }

  /**
   * @throws InterruptedException when the thread was; the command has been ended
   */
  Outcome run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true).start();
    running.set(process);
    if (cancelled) {
      end(process);
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(process.waitFor(), output.stripTrailing());
    } catch (InterruptedException e) {
      end(process);
      throw e;
    } finally {
      running.set(null);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
