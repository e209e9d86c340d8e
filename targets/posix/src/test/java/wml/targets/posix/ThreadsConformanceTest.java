package wml.targets.posix;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

/** As on a kernel that refuses io_uring. */
@EnabledOnOs(OS.LINUX)
final class ThreadsConformanceTest extends TargetConformance {
  @TempDir Path directory;

  @Override
  protected Target target() {
    return new PosixTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("async", "threads");
  }

  @Override
  protected String base() {
    return directory.toString();
  }
}
