package wml.targets.nfs.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Skips a test where files can't be opened by handle. */
public final class Privilege {
  private Privilege() {}

  public static void needsHandles(Path directory) {
    String lacking = "";
    try {
      DirectoryStore.open(directory, null).close();
    } catch (IOException e) {
      lacking = String.valueOf(e.getMessage());
      System.out.println("skipped: " + lacking);
    }
    Assumptions.assumeTrue(lacking.isEmpty(), lacking);
  }
}
