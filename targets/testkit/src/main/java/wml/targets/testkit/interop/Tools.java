package wml.targets.testkit.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Commands of this machine, and what they say. */
public final class Tools {
  private static final long DEADLINE_SECONDS = 120;

  private Tools() {}

  /** What a command that has ended said, both of its streams together. */
  public record Said(List<String> command, int status, String text) {
    @Override
    public String toString() {
      return String.join(" ", command) + "\nstatus " + status + "\n" + text;
    }
  }

  /** Skips the test, with a reason that its log shows, unless all commands are here. */
  public static void need(String... commands) {
    for (String command : commands) {
      assume(isHere(command), "there is no command " + command);
    }
  }

  /** Skips the test with a reason that its log shows. */
  public static void assume(boolean condition, String otherwise) {
    if (!condition) {
      System.out.println("skipped: " + otherwise);
    }
    Assumptions.assumeTrue(condition, otherwise);
  }

  private static boolean isHere(String command) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    for (String folder : path.split(":")) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  /** Runs a command to its end, which has a deadline. */
  public static Said run(List<String> command) throws IOException {
    Path out = Files.createTempFile("wml-tool", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .start();
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no end of " + String.join(" ", command));
      }
      String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
      return new Said(command, process.exitValue(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }
}
