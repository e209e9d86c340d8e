package wml.runtime.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files this process may have open, for the message that says that it wanted more. */
final class OpenFileLimit {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String LABEL = "Max open files";

  private OpenFileLimit() {}

  /** {@code ": it is 1024 now"}, or nothing where the system doesn't say. */
  static String words() {
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        if (line.startsWith(LABEL)) {
          return ": it is " + line.substring(LABEL.length()).trim().split(" +")[0] + " now";
        }
      }
    } catch (IOException e) {
      return ""; // not every system has it
    }
    return "";
  }
}
