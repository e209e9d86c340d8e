package wml.targets.posix;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

final class NioConformanceTest extends TargetConformance {
  @TempDir Path directory;

  @Override
  protected Target target() {
    return new NioTarget();
  }

  @Override
  protected String base() {
    return directory.toString();
  }

  @Override
  protected Set<Hot> allocationFree() {
    return EnumSet.of(Hot.DATA);
  }

  /** Java encodes paths as the locale says. */
  @Override
  protected boolean keepsUnicodeNames() {
    return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
  }
}
