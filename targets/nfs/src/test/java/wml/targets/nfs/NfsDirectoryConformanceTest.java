package wml.targets.nfs;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Target;
import wml.targets.nfs.store.Privilege;
import wml.targets.testkit.TargetConformance;

/** The client against the project's own server over a directory. */
@SuppressWarnings("NullAway.Init") // JUnit fills it in
final class NfsDirectoryConformanceTest extends TargetConformance {
  @TempDir private Path directory;

  @BeforeEach
  void needsHandles() {
    Privilege.needsHandles(directory);
  }

  @Override
  protected Target target() {
    return new NfsTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("dir", directory.toString());
  }

  @Override
  protected String base() {
    return "/";
  }

  @Override
  protected Set<Hot> allocationFree() {
    return Set.of();
  }
}
