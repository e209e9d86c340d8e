package wml.targets.posix;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

@EnabledOnOs(OS.LINUX)
final class PosixConformanceTest extends TargetConformance {
  @TempDir Path directory;

  @Override
  protected Target target() {
    return new PosixTarget();
  }

  @Override
  protected String base() {
    return directory.toString();
  }
}
