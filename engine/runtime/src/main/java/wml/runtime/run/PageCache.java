package wml.runtime.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's caches of pages, names and inodes (proc(5), drop_caches). */
public final class PageCache {
  private static final Path SWITCH = Path.of("/proc/sys/vm/drop_caches");

  private PageCache() {}

  /** Whether this process may drop them. */
  public static boolean mayDrop() {
    return Files.isWritable(SWITCH);
  }

  /** Writes back what is dirty, which would stay otherwise, and drops all. */
  static void drop() throws IOException {
    try {
      int status = new ProcessBuilder("sync").inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException("sync ended with status " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while dirty pages were written back", e);
    }
    Files.writeString(SWITCH, "3\n");
  }
}
