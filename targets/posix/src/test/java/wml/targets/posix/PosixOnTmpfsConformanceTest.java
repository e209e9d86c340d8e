package wml.targets.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

final class PosixOnTmpfsConformanceTest extends TargetConformance {
  private static final Path TMPFS = Path.of("/dev/shm");

  @TempDir(factory = OnTmpfs.class)
  Path directory;

  @BeforeAll
  static void needsTmpfs() {
    boolean there = Files.isWritable(TMPFS);
    if (!there) {
      System.out.println("skipped: " + TMPFS + " is not writable");
    }
    Assumptions.assumeTrue(there);
  }

  @Override
  protected Target target() {
    return new PosixTarget();
  }

  @Override
  protected String base() {
    return directory.toString();
  }

  private static final class OnTmpfs implements TempDirFactory {
    @Override
    public Path createTempDirectory(
        AnnotatedElementContext element, ExtensionContext extensionContext) throws IOException {
      return Files.createTempDirectory(TMPFS, "wml");
    }
  }
}
